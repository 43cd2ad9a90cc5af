import { loadEncoder } from "../encoder.js";

export default await loadEncoder("gpt2");
