import { Meter } from "../tokenmeter/index.js";

const example = document.querySelector("#estimate");
const field = example?.querySelector("textarea");
const model = example?.querySelector("select");
const output = example?.querySelector("output");

const meter = await Meter.load();

async function estimate() {
  const { count, cost, fit } = await meter.estimate({
    model: model?.value ?? "gpt-4o",
    input: field?.value ?? "",
    outputTokens: 500,
  });
  const tokens = count.low < count.high ? `${count.low} to ${count.high}` : count.tokens;
  const price = cost ? `$${cost.total.toFixed(5)}` : "price unknown";
  if (output) output.value = `${tokens} tokens, ${price}, ${fit.ok ? "fits" : fit.reason}`;
}

example?.addEventListener("input", estimate);
estimate();
