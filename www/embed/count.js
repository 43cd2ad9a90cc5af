import { Tokenizer } from "../tokenmeter/tokens.js";

const example = document.querySelector("#count");
const field = example?.querySelector("textarea");
const output = example?.querySelector("output");

const tokenizer = await Tokenizer.load("gpt-4o");

function count() {
  if (field && output) output.value = `Tokens: ${tokenizer.count(field.value)}`;
}

field?.addEventListener("input", count);
count();
