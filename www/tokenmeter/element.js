/**
 * Registers `<token-meter>`. Whoever comes first has the name: a second version
 * on the page leaves it alone.
 */

/// <reference path="./tags.d.ts" preserve="true" />

import { TokenMeterElement, define } from "./token_meter.js";

export { TokenMeterElement, define };

define();
