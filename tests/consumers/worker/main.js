import { Meter, Tokenizer } from "./dist/tokenmeter/index.js";
import { results } from "./dist/program.js";

postMessage(JSON.stringify(await results({ Meter, Tokenizer })));
