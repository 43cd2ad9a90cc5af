import { countTokens } from "tokenmeter/compat/gpt-tokenizer";
import { get_encoding } from "tokenmeter/compat/tiktoken";
import { TEXT } from "../text.js";

const result = JSON.stringify({
  o200k_base: countTokens(TEXT),
  cl100k_base: get_encoding("cl100k_base").encode(TEXT).length,
});
const output = globalThis.document?.querySelector("output");
if (output) output.textContent = result;
else console.log(result);
