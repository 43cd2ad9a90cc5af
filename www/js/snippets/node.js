import { STYLES, quoted, written } from "./literals.js";

/**
 * Node.js 20 or newer, without packages.
 * @param {import("./snippet.js").Call} call
 */
export function node({ service, url, body, prompt }) {
  const { key } = service;
  const keyLines = key
    ? `const key = process.env.${key.variable};
if (!key) {
  console.error("Set ${key.variable} in the environment; see .env.");
  process.exit(1);
}
`
    : "";
  const headers = [
    '  "Content-Type": "application/json",',
    ...(key ? [`  ${STYLES.node.key(key.header)}: ${key.prefix === "" ? "key" : `\`${key.prefix}\${key}\``},`] : []),
    ...Object.entries(service.headers).map(([name, value]) => `  ${quoted(name)}: ${quoted(value)},`),
  ];
  const request = prompt === null
    ? 'const body = JSON.parse(await readFile("request.json", "utf8"));'
    : `const PROMPT = ${quoted(prompt)};\nconst body = ${written(body, STYLES.node)};`;
  return `${prompt === null ? 'import { readFile } from "node:fs/promises";\n\n' : ""}const url = ${quoted(url)};
${keyLines}const headers = {
${headers.join("\n")}
};
${request}
const ATTEMPTS = 6;

async function ask() {
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt === ATTEMPTS - 1;
    let told = null;
    try {
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      const text = await response.text();
      if (response.ok) return text;
      // 429: too many requests. 5xx: the service's own trouble.
      const again = [408, 409, 429].includes(response.status) || response.status >= 500;
      if (last || !again) throw new Error(\`\${response.status}: \${text}\`, { cause: "refused" });
      told = response.headers.get("retry-after");
    } catch (error) {
      if (last || error.cause === "refused") throw error;
    }
    // 1, 2, 4, 8, 16 s and up to a second more, unless the service says how long.
    const seconds = /^\\d+$/.test(told) ? Number(told) : 2 ** attempt + Math.random();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(\`The answer is not JSON:\\n\${text}\`);
  }
}

const answer = parsed(await ask());
console.log(${service.answer.node});
console.log("usage:", JSON.stringify(${service.usage.node}));
`;
}
