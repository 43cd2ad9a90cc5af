import { Meter, Tokenizer } from "tokenmeter";
import { results } from "../program.js";

console.log(JSON.stringify(await results({ Meter, Tokenizer })));
