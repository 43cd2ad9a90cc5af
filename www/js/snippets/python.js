import { STYLES, quoted, written } from "./literals.js";

/**
 * Python of the standard library alone.
 * @param {import("./snippet.js").Call} call
 */
export function python({ service, url, body, prompt }) {
  const { key } = service;
  const keyLines = key && [
    `KEY = os.environ.get(${quoted(key.variable)}) or sys.exit("Set ${key.variable} in the environment; see .env.")`,
  ];
  const headers = [
    '    "Content-Type": "application/json",',
    ...(key ? [`    ${quoted(key.header)}: ${key.prefix === "" ? "KEY" : `f"${key.prefix}{KEY}"`},`] : []),
    ...Object.entries(service.headers).map(([name, value]) => `    ${quoted(name)}: ${quoted(value)},`),
  ];
  const request = prompt === null
    ? ['with open("request.json", encoding="utf-8") as file:', "    BODY = json.load(file)"]
    : [`PROMPT = ${quoted(prompt)}`, `BODY = ${written(body, STYLES.python)}`];
  return `import json
${key ? "import os\n" : ""}import random
import sys
import time
import urllib.error
import urllib.request

URL = ${quoted(url)}
${keyLines ? `${keyLines.join("\n")}\n` : ""}HEADERS = {
${headers.join("\n")}
}
${request.join("\n")}
ATTEMPTS = 6


def ask():
    for attempt in range(ATTEMPTS):
        last = attempt == ATTEMPTS - 1
        told = ""
        request = urllib.request.Request(URL, json.dumps(BODY).encode(), HEADERS)
        try:
            with urllib.request.urlopen(request, timeout=600) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            # 429: too many requests. 5xx: the service's own trouble.
            if last or not (error.code in (408, 409, 429) or error.code >= 500):
                sys.exit(f"{error.code}: {error.read().decode(errors='replace')}")
            told = error.headers.get("Retry-After", "")
        except OSError as error:
            if last:
                sys.exit(f"No answer: {error}")
        # 1, 2, 4, 8, 16 s and up to a second more, unless the service says how long.
        time.sleep(float(told) if told.isdigit() else 2**attempt + random.random())


text = ask()
try:
    answer = json.loads(text)
except ValueError:
    sys.exit(f"The answer is not JSON:\\n{text.decode(errors='replace')}")
print(${service.answer.python})
print("usage:", json.dumps(${service.usage.python}))
`;
}
