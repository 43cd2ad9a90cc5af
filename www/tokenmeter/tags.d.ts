// What pages have once `tokenmeter/element` is imported.

import type { TokenmeterError } from "./errors.js";
import type { TokenMeterElement } from "./token_meter.js";
import type { Estimate } from "./wasm/prices.js";

declare global {
  interface HTMLElementTagNameMap {
    "token-meter": TokenMeterElement;
  }
  interface HTMLElementEventMap {
    "token-meter-change": CustomEvent<Estimate>;
    "token-meter-error": CustomEvent<TokenmeterError>;
  }
}
