/** How often each address has failed. @type {Map<string, number>} */
const failures = new Map();

/**
 * A script that is loaded when it is needed, and again after that failed: most browsers remember the failure of
 * an address for as long as the page is open, so that another try needs another address.
 *
 * @param {URL} url
 * @returns {Promise<any>}
 */
export async function importAgain({ href }) {
  const failed = failures.get(href) ?? 0;
  try {
    return await import(failed === 0 ? href : `${href}?again=${failed}`);
  } catch (error) {
    failures.set(href, failed + 1);
    throw error;
  }
}
