import { Meter, Tokenizer } from "./dist/tokenmeter/index.js";
import { results } from "./dist/program.js";

document.querySelector("output").textContent = JSON.stringify(await results({ Meter, Tokenizer }));
