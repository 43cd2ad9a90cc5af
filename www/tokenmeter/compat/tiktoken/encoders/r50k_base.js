import { loadEncoder } from "../encoder.js";

export default await loadEncoder("r50k_base");
