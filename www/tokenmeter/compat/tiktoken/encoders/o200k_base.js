import { loadEncoder } from "../encoder.js";

export default await loadEncoder("o200k_base");
