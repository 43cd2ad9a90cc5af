import { counts } from "./counts.js";

const output = globalThis.document?.querySelector("output");
if (output) output.textContent = counts();
else console.log(counts());
