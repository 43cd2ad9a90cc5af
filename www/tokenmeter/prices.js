/**
 * The prices module, apart from the one that counts: who only counts loads
 * neither it nor its binding.
 */

import { pricesWasm } from "./meter_assets.js";
import { once } from "./modules.js";
import initPrices, * as prices from "./wasm/prices.js";

/** Models, prices and context windows. */
export const loadPrices = /* @__PURE__ */ once(pricesWasm, initPrices, prices);
