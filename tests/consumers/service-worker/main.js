import { Meter, Tokenizer } from "./dist/tokenmeter/index.js";
import { results } from "./dist/program.js";

addEventListener("message", (event) => {
  const answer = async () => event.source.postMessage(JSON.stringify(await results({ Meter, Tokenizer })));
  event.waitUntil(answer());
});
