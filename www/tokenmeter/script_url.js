/** The policy's name stands in the page's Content-Security-Policy. */
const POLICY = "tokenmeter-worker";

/** @type {{ createScriptURL(url: string): any } | undefined} */
let policy;

/**
 * The address of a worker's script as a page with Trusted Types takes it: this is the one place that makes one.
 *
 * @param {string} url of a script beside this module
 * @returns {any} the address itself where there are no Trusted Types
 */
export function scriptUrl(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: String });
  return policy ? policy.createScriptURL(url) : url;
}
