/**
 * The keys module, apart like the prices, and from them: a warning waits for
 * nothing else.
 */

import { once } from "./modules.js";
import { keysWasm } from "./meter_assets.js";
import initKeys, * as keys from "./wasm/keys.js";

/** The shapes of API keys. */
export const loadKeys = /* @__PURE__ */ once(keysWasm, initKeys, keys);
