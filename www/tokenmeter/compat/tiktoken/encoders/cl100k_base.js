import { loadEncoder } from "../encoder.js";

export default await loadEncoder("cl100k_base");
