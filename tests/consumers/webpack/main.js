import { Meter, Tokenizer } from "tokenmeter";
import { results } from "../program.js";

results({ Meter, Tokenizer }).then((result) => {
  document.querySelector("output").textContent = JSON.stringify(result);
});
