import { loadEncoder } from "../encoder.js";

export default await loadEncoder("p50k_base");
