import { countTokens } from "tokenmeter/compat/gpt-tokenizer";
import { get_encoding } from "tokenmeter/compat/tiktoken";
import { TEXT } from "../text.js";

export const counts = () =>
  JSON.stringify({
    o200k_base: countTokens(TEXT),
    cl100k_base: get_encoding("cl100k_base").encode(TEXT).length,
  });
