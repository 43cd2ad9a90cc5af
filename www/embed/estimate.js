import { Meter } from "../tokenmeter/index.js";

const example = document.querySelector("#estimate");
const field = example?.querySelector("textarea");
const model = example?.querySelector("select");
const output = example?.querySelector("output");

const loading = Meter.load();
let running = new AbortController();

// Only the newest call may write: one that waits for a vocabulary ends late.
async function estimate() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  let text;
  try {
    const meter = await loading;
    const { count, cost, fit } = await meter.estimate({
      model: model?.value ?? "gpt-4o",
      input: field?.value ?? "",
      outputTokens: 500,
      signal,
    });
    const tokens = count.low < count.high ? `${count.low} to ${count.high}` : count.tokens;
    const price = cost ? `$${cost.total.toFixed(5)}` : "price unknown";
    text = `${tokens} tokens, ${price}, ${fit.ok ? "fits" : fit.reason}`;
  } catch (error) {
    text = error instanceof Error ? error.message : String(error);
  }
  if (output && !signal.aborted) output.value = text;
}

example?.addEventListener("input", estimate);
estimate();
