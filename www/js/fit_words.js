import { formatInteger, plural } from "./format.js";

/**
 * Why a request does not fit, in a few words; empty when it does, or when that is not known.
 * @param {Pick<import("./types.js").Estimate, "fit" | "outputTokens">} estimate
 */
export function misfit({ fit: { window, maxOutput, used, ok, reason }, outputTokens }) {
  if (ok !== false) return "";
  if (window !== null && used > window) return `${plural(used - window, "token")} too many`;
  if (maxOutput !== null && outputTokens > maxOutput) return `this model writes at most ${formatInteger(maxOutput)} tokens`;
  return reason ?? "";
}
