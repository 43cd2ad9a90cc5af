/** Writes docs/page.md from what is recorded. */

const SCREENS = {
  phone: "a phone (Lighthouse's slow 4G and processor ÷ 4, reckoned from a fast run)",
  phoneApplied: "the same, applied",
  desktop: "a desktop",
};
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const least = (ms) => (ms === 0 ? "< 16" : String(ms));

/** @param {object} results as measure.mjs records them @returns {string} Markdown */
export function report({ date, machine, audits, typing }) {
  const { version } = Object.values(audits)[0];
  const scores = Object.entries(audits).map(([screen, { scores, times, failed }]) => [
    SCREENS[screen],
    ...Object.values(scores).map(({ median, least }) => (least === median ? median : `${median} (least ${least})`)),
    seconds(times["first-contentful-paint"]),
    seconds(times["largest-contentful-paint"]),
    `${times["total-blocking-time"].toFixed(0)} ms`,
    times["cumulative-layout-shift"],
    failed.join("; ") || "nothing",
  ]);
  const keys = Object.entries(typing).map(([size, { page, bare }]) => [`${Number(size) / 1000} kB`, ...[page, bare].flatMap(({ median, p98, most }) => [median, p98, most].map(least))]);
  return `# The page, measured

Written by \`cargo xtask measure-page\`, which reproduces it; no figure in it is written by hand.

${date}. ${machine.cpu}, ${machine.cores} cores, ${machine.system}; Node ${machine.node}, Chromium ${machine.chromium}, Lighthouse ${version}. Load average before: ${machine.loadBefore}.

## Lighthouse

The built site, from a host that gzips the types it knows. The run in the middle of ${Object.values(audits)[0].runs} by its performance; what is not passed is that of any run.

${table(["on", "performance", "accessibility", "best practices", "SEO", "first paint", "largest paint", "blocked", "layout shift", "not passed"], scores)}
## From a key to the picture that shows it, in ms

By the browser's event timing, which rounds to 8 ms and reports nothing below 16; ${Object.values(typing)[0].page.keys} keys into a text of each length, the page and a bare text box with the same text taking turns.

${table(["text", "page, median", "98 %", "most", "bare box, median", "98 %", "most"], keys)}`;
}

function table(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return `${[line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
