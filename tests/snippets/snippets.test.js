// The code that the page writes: read by each language's own parser, and run against a stand-in for each service.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { quoted } from "../../www/js/snippets/literals.js";
import { SERVICES, serviceOf } from "../../www/js/snippets/services.js";
import { PROGRAMS, REQUEST_FILE, pastedRequest, requestFile, snippet } from "../../www/js/snippets/snippet.js";
import { run, withService } from "./service.js";

/** @typedef {import("../../www/js/snippets/services.js").Service} Service */
/** @typedef {"curl" | "python" | "node"} Language */

// Not the shape of any key.
const KEY = "only-for-these-tests";
const HOSTILE = [
  'Say "hello" to the world\'s `end`;',
  "JSON\n'\"\"\"\\ $HOME $(exit 3) `exit 3` ${KEY} %s %header{x}",
  "</script><b>&amp; \u202eright to left\u202c \u2028 \u200b \u0000 \u001b[31m 😀 é 漢字",
  "\ttab\r\nnew line \\u0041 \\n ={{ $json }} #{x}",
].join("\n");

/** @type {Record<Language, { check: string[], run: string[] }>} */
const TOOLS = {
  curl: { check: ["bash", "-n"], run: ["bash"] },
  python: { check: ["python3", "-m", "py_compile"], run: ["python3"] },
  node: { check: ["node", "--check"], run: ["node"] },
};
const LANGUAGES = /** @type {Language[]} */ (Object.keys(TOOLS));

/** @param {(directory: string) => Promise<void>} use */
async function inDirectory(use) {
  const directory = await mkdtemp(join(tmpdir(), "snippet-"));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The service at another address. @param {Service} service @param {string} origin @returns {Service} */
const at = (service, origin) => ({ ...service, url: (model) => origin + new URL(service.url(model)).pathname });

/** @param {Service} service */
const environment = (service) => (service.key ? { [service.key.variable]: KEY } : {});

/** @param {any} body the text in it, wherever the service wants it */
const promptIn = (body) => body.input ?? (body.messages ? body.messages[0].content : body.contents[0].parts[0].text);

// Most of the time they wait for the second attempt.
describe("each service", { concurrency: 8 }, () => {
  for (const service of SERVICES) {
    for (const language of LANGUAGES) {
      test(`${service.name} by ${PROGRAMS[language].name}: it parses, sends the text as it is, waits when told to, and ends with the usage`, async () => {
        const { file } = PROGRAMS[language];
        const [checker = "", ...checks] = TOOLS[language].check;
        const [runner = "", ...args] = TOOLS[language].run;
        await inDirectory(async (cwd) => {
          await withService(service.id, [429, 503], async ({ origin, received }) => {
            const asked = { model: "a-model:1", prompt: HOSTILE, maxTokens: 7, inputTokens: 2000 };
            await writeFile(join(cwd, file), snippet(language, at(service, origin), asked));
            const checked = await run(checker, [...checks, file], { cwd });
            assert.equal(checked.code, 0, checked.err);
            const { code, out, err } = await run(runner, [...args, file], { cwd, env: environment(service) });
            assert.equal(code, 0, err);
            assert.equal(received.length, 3, "one answer after two refusals");
            for (const { url, headers, body } of received) {
              assert.equal(promptIn(body), HOSTILE);
              assert.equal(headers["content-type"], "application/json");
              if (service.key) assert.equal(headers[service.key.header.toLowerCase()], service.key.prefix + KEY);
              assert.ok((body.model ?? decodeURIComponent(url)).includes("a-model:1"));
              assert.ok(JSON.stringify(body).includes(":7"), "the plan limits the answer");
              for (const [name, value] of Object.entries(service.headers)) assert.equal(headers[name], value);
            }
            assert.match(out, /Hello there/);
            const last = out.trim().split("\n").at(-1) ?? "";
            assert.match(last, /^usage: /);
            assert.deepEqual(Object.values(JSON.parse(last.slice("usage: ".length))), [11, 7]);
            assert.ok(!out.includes(KEY) && !err.includes(KEY));
          });
        });
      });
    }

    test(`${service.name} by n8n: the workflow's request is the service's`, async () => {
      await withService(service.id, [], async ({ origin, received }) => {
        const asked = { model: "a-model:1", prompt: HOSTILE, maxTokens: 7, inputTokens: 2000 };
        const { nodes, connections } = JSON.parse(snippet("n8n", at(service, origin), asked));
        const ask = nodes.find((/** @type {any} */ one) => one.type.endsWith(".httpRequest"));
        assert.ok(ask.retryOnFail && ask.maxTries > 1);
        assert.ok(!ask.parameters.jsonBody.startsWith("="), "n8n would run it");
        assert.equal(ask.parameters.genericAuthType, service.key ? "httpHeaderAuth" : undefined);
        const parameters = ask.parameters.headerParameters?.parameters ?? [];
        const headers = Object.fromEntries(parameters.map((/** @type {any} */ row) => [row.name, row.value]));
        const response = await fetch(ask.parameters.url, { method: ask.parameters.method, headers, body: ask.parameters.jsonBody });
        const answer = /** @type {any} */ (await response.json());
        assert.equal(promptIn(received[0]?.body), HOSTILE);
        const usage = nodes.find((/** @type {any} */ one) => one.name === "Usage").parameters.assignments.assignments;
        for (const { name, value } of usage) {
          assert.equal(value, `={{ $json.${name} }}`);
          assert.ok(name in answer);
        }
        const path = ["Start"];
        for (let next; (next = connections[path.at(-1) ?? ""]); ) path.push(next.main[0][0].node);
        assert.deepEqual(path, nodes.map((/** @type {any} */ one) => one.name));
      });
    });
  }
});

for (const language of LANGUAGES) {
  test(`${PROGRAMS[language].name}: a long prompt is read from its file, and no key is a clear error`, async () => {
    const service = SERVICES[0];
    assert.ok(service?.key);
    const { variable } = service.key;
    const { file } = PROGRAMS[language];
    const [runner = "", ...args] = TOOLS[language].run;
    await inDirectory(async (cwd) => {
      await withService(service.id, [], async ({ origin, received }) => {
        const asked = { model: "gpt-4o", maxTokens: null, inputTokens: null };
        const long = HOSTILE.repeat(20_000);
        await writeFile(join(cwd, REQUEST_FILE), requestFile(service, { ...asked, prompt: long }));
        await writeFile(join(cwd, file), snippet(language, at(service, origin), { ...asked, prompt: null }));
        const without = await run(runner, [...args, file], { cwd, unset: [variable] });
        assert.notEqual(without.code, 0);
        assert.match(without.err, new RegExp(`${variable}.*\\.env`));
        assert.equal(received.length, 0);
        const { code, err } = await run(runner, [...args, file], { cwd, env: environment(service) });
        assert.equal(code, 0, err);
        assert.equal(promptIn(received[0]?.body), long);
        assert.ok(!("max_completion_tokens" in (received[0]?.body ?? {})), "none was planned");
      });
      // What is wrong with the request does not get better by waiting.
      await withService(service.id, [400], async ({ origin, received }) => {
        const asked = { model: "gpt-4o", maxTokens: null, inputTokens: null, prompt: "Hello" };
        await writeFile(join(cwd, file), snippet(language, at(service, origin), asked));
        const refused = await run(runner, [...args, file], { cwd, env: environment(service) });
        assert.notEqual(refused.code, 0);
        assert.match(refused.err, /400: .*slow down/);
        assert.equal(received.length, 1);
      });
    });
  });
}

for (const language of LANGUAGES) {
  test(`${PROGRAMS[language].name}: an answer that is no JSON is paid for once, and shown`, async () => {
    const service = SERVICES[0];
    assert.ok(service);
    const { file } = PROGRAMS[language];
    const [runner = "", ...args] = TOOLS[language].run;
    const events = 'data: {"choices": [{"delta": {"content": "Hel"}}]}\n\ndata: [DONE]\n\n';
    await inDirectory(async (cwd) => {
      for (const text of [events, '{"message": 1}\n{"message": 2}\n', "<!doctype html>"]) {
        await withService(service.id, [], async ({ origin, received }) => {
          const asked = { model: "gpt-4o", maxTokens: null, inputTokens: null, prompt: "Hello" };
          await writeFile(join(cwd, file), snippet(language, at(service, origin), asked));
          const { code, out, err } = await run(runner, [...args, file], { cwd, env: environment(service) });
          assert.notEqual(code, 0);
          assert.equal(received.length, 1);
          assert.ok(err.includes(text.trim()), err);
          assert.equal(out, "");
        }, text);
      }
    });
  });
}

test("curl shows a key to no other program, and reads it from .env", async () => {
  const service = SERVICES[0];
  assert.ok(service?.key);
  await inDirectory(async (cwd) => {
    await withService(service.id, [], async ({ origin, received }) => {
      const asked = { model: "gpt-4o", maxTokens: null, inputTokens: null, prompt: "Hello" };
      await writeFile(join(cwd, "ask.sh"), snippet("curl", at(service, origin), asked));
      await writeFile(join(cwd, ".env"), `${service.key?.variable}=${KEY}\n`);
      const { code, err } = await run("bash", ["-x", "ask.sh"], { cwd, unset: [service.key?.variable ?? ""] });
      assert.equal(code, 0, err);
      assert.equal(received[0]?.headers.authorization, `Bearer ${KEY}`);
      const commands = err.split("\n").filter((line) => /^\++ curl /.test(line));
      assert.ok(commands.length > 0);
      for (const line of commands) assert.ok(!line.includes(KEY), line);
    });
  });
});

test("a local model gets a window that the text fits in", () => {
  const ollama = serviceOf("ollama");
  assert.ok(ollama);
  const body = /** @type {any} */ (ollama.body({ model: "llama3.2", maxTokens: 500, inputTokens: 10_000 }));
  assert.equal(body.options.num_ctx, 11 * 1024);
  assert.equal(body.options.num_predict, 500);
});

test("a request in the prompt is sent as it was written, whole, and without its batch", () => {
  const request = { model: "gpt-4o", messages: [{ role: "user", content: "Hello" }], params: { a: 1 } };
  const text = JSON.stringify(request, null, 7);
  assert.deepEqual(pastedRequest(text), { text, fromBatch: false, wasStream: false });
  const stream = pastedRequest(JSON.stringify({ ...request, stream: true, stream_options: { include_usage: true } }));
  assert.deepEqual(JSON.parse(stream?.text ?? ""), { ...request, stream: false });
  assert.ok(stream?.wasStream);
  for (const name of ["body", "params", "request"]) {
    const line = pastedRequest(JSON.stringify({ custom_id: "one", [name]: request }));
    assert.deepEqual(JSON.parse(line?.text ?? ""), request);
    assert.ok(line?.fromBatch);
  }
  for (const other of ["", "Hello", "[1]", "null", '{"a": 1}', '{"messages"']) assert.equal(pastedRequest(other), null);
});

test("a request goes to the service that takes it, of the model's own provider first", () => {
  for (const [provider, api, id] of [
    ["openai", undefined, "openai"],
    ["openai", "OpenAI Responses", "openai-responses"],
    ["mistral", "Chat Completions", "mistral"],
    ["anthropic", "Chat Completions", "openai"],
    ["openai", "Anthropic Messages", "anthropic"],
    ["openai", "Completions", "openai"],
    ["nobody", undefined, undefined],
    ["ollama", undefined, "ollama"],
  ]) {
    assert.equal(serviceOf(provider ?? "", api)?.id, id);
  }
});

test("n8n sends a request as it is, and runs nothing in it", () => {
  const service = SERVICES[0];
  assert.ok(service);
  const request = '\n{"model": "gpt-4o", "messages": [{"role": "user", "content": "={{ $json }}"}]}\n';
  const workflow = JSON.parse(snippet("n8n", service, { model: "gpt-4o", maxTokens: null, inputTokens: null, prompt: null, request }));
  assert.equal(workflow.nodes[1].parameters.jsonBody, request.trim());
});

test("what nobody sees in code is written out, and stays the same text", () => {
  const text = "a\u202eb\u200bc\u2028d\ufefFe\ud800";
  assert.ok(/^"[\x20-\x7e]*"$/.test(quoted(text)), quoted(text));
  assert.equal(JSON.parse(quoted(text)), text);
});
