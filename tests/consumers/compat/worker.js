import { counts } from "./counts.js";

export default {
  test() {
    console.log(counts());
  },
};
