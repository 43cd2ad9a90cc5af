import { Meter, Tokenizer } from "tokenmeter/inline";
import { results } from "../program.js";

results({ Meter, Tokenizer }).then((result) => console.log(JSON.stringify(result)));
