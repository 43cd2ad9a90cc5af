// A stand-in for a provider's API, and the programs that ask it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";

/** @typedef {{ url: string, headers: import("node:http").IncomingHttpHeaders, body: any }} Received */

/** What each service answers, in the shape of its reference. @type {Record<string, object>} */
const ANSWERS = {
  anthropic: { content: [{ type: "thinking", thinking: "…" }, { type: "text", text: "Hello " }, { type: "text", text: "there" }], usage: { input_tokens: 11, output_tokens: 7 } },
  "openai-responses": { output: [{ type: "reasoning", summary: [] }, { type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello " }, { type: "output_text", text: "there" }] }], usage: { input_tokens: 11, output_tokens: 7 } },
  google: { candidates: [{ content: { parts: [{ text: "Hello " }, { text: "there" }] } }], usageMetadata: { promptTokenCount: 11, candidatesTokenCount: 7 } },
  ollama: { message: { role: "assistant", content: "Hello there" }, prompt_eval_count: 11, eval_count: 7, done: true },
};
const CHAT = { choices: [{ message: { role: "assistant", content: "Hello there" } }], usage: { prompt_tokens: 11, completion_tokens: 7 } };

/**
 * Answers each request with the next of `statuses`, and with 200 when they are used up.
 *
 * @param {string} service
 * @param {number[]} statuses
 * @param {(api: { origin: string, received: Received[] }) => Promise<void>} use
 * @param {string} [text] what 200 answers instead of the service's own
 */
export async function withService(service, statuses, use, text = JSON.stringify(ANSWERS[service] ?? CHAT)) {
  /** @type {Received[]} */
  const received = [];
  const server = createServer((request, response) => {
    let sent = "";
    request.setEncoding("utf8").on("data", (part) => (sent += part)).on("end", () => {
      received.push({ url: request.url ?? "", headers: request.headers, body: JSON.parse(sent) });
      const status = statuses[received.length - 1] ?? 200;
      response.writeHead(status, { "content-type": "application/json", ...(status === 429 && { "retry-after": "0" }) });
      response.end(status === 200 ? text : JSON.stringify({ error: { message: "slow down" } }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  try {
    await use({ origin: `http://127.0.0.1:${address.port}`, received });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, unset?: string[] }} options
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
export async function run(command, args, { cwd, env = {}, unset = [] }) {
  const all = { ...process.env, ...env };
  for (const name of unset) delete all[name];
  const child = spawn(command, args, { cwd, env: all });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part) => (out += part));
  child.stderr.setEncoding("utf8").on("data", (part) => (err += part));
  const [code] = await Promise.race([
    once(child, "close"),
    once(child, "error").then(([error]) => {
      throw new Error(`${command} is needed to try the snippets: install it.`, { cause: error });
    }),
  ]);
  return { code, out, err };
}
