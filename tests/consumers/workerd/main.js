import { Meter, Tokenizer } from "tokenmeter";
import { results } from "../program.js";

export default {
  async fetch() {
    return new Response(JSON.stringify(await results({ Meter, Tokenizer })));
  },
  async test() {
    console.log(JSON.stringify(await results({ Meter, Tokenizer })));
  },
};
