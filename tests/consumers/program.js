// What every consumer does with the package: loads that fail, then a count in
// this thread, and one with its price wherever the meter counts.
import { TEXT } from "./text.js";

/** @param {Pick<typeof import("../../www/tokenmeter/index.js"), "Meter" | "Tokenizer">} tokenmeter */
export async function results({ Meter, Tokenizer }) {
  const failures = await failingLoads(Tokenizer);
  const countsIn = watchWorkers();
  const tokenizer = await Tokenizer.load("o200k_base");
  const meter = await Meter.load();
  const { count, cost } = await meter.estimate({ model: "gpt-4", input: TEXT });
  meter.close();
  return { o200k_base: tokenizer.count(TEXT), cl100k_base: count.tokens, isPriced: cost !== null, failures, countsIn: countsIn() };
}

/** The codes of loads that fail, after which others succeed all the same. */
async function failingLoads(Tokenizer) {
  const missing = { files: { tokensWasm: new Response("", { status: 404 }) } };
  const broken = { files: { tokensWasm: new Uint8Array(8) } };
  const codes = [];
  for (const options of [missing, broken, { signal: AbortSignal.abort() }]) {
    await Tokenizer.load("o200k_base", options).catch((error) => codes.push(error instanceof Error && error.code));
  }
  return codes.join();
}

/** Says later on whether a worker has answered with a result. */
function watchWorkers() {
  let answered = false;
  const { Worker } = globalThis;
  if (Worker) {
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super(url, options);
        this.addEventListener("message", ({ data }) => (answered ||= data.result !== undefined));
      }
    };
  }
  return () => (answered ? "a worker" : "its thread");
}
