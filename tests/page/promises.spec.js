// The fixtures themselves: each promise, broken on purpose, is noticed.
import { expect, left, test, watch } from "./fixtures.js";

test.use({ excused: ["requests", "console", "policy", "storage", "address"] });

const FOREIGN = "http://foreign.invalid/";
const WORKER = `fetch("${FOREIGN}worker").catch(() => {}); console.log("from the worker"); postMessage("")`;
const PAGE = `<!doctype html><title>Breaks promises</title><script type="module">
  fetch("${FOREIGN}page").catch(() => {});
  localStorage.setItem("text", "kept");
  document.cookie = "text=kept";
  await caches.open("kept");
  history.pushState({ text: "kept" }, "", "?text=kept");
  new Worker("worker.js").onmessage = () => (document.title = "Broken");
</script>`;

test("a request elsewhere, words in the console and things kept, also of a worker", async ({ context, page, site }) => {
  const seen = watch(context, site);
  site.inject(/index\.html$/, { body: PAGE });
  site.inject(/worker\.js$/, { body: WORKER });
  await page.goto(site.url);
  await expect(page).toHaveTitle("Broken");
  const { requests, console: said } = await seen();
  expect(requests?.sort()).toEqual([`${FOREIGN}page`, `${FOREIGN}worker`]);
  expect(said).toContain("log: from the worker");
  const { storage, address } = await left(context, page, site);
  expect(storage).toEqual(["localStorage: text", "Cache Storage: kept", "history.state", "cookie: text"]);
  expect(address).toEqual([`${site.url}?text=kept`]);
});

test("what the policy forbids", async ({ context, page, site }) => {
  const seen = watch(context, site);
  await page.goto(site.url);
  await page.evaluate((url) => fetch(url).catch(() => {}), `${FOREIGN}page`);
  await expect.poll(() => site.violations.length).toBe(1);
  const { policy } = await seen();
  expect(policy?.[0]).toContain("connect-src");
});
