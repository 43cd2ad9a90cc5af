import { STYLES, quoted, written } from "./literals.js";

/**
 * Bash and curl; the key is in no command line, which other programs see.
 * @param {import("./snippet.js").Call} call
 */
export function curl({ service, url, body, prompt }) {
  const { key } = service;
  const keyLines = key
    ? `if [ -f .env ]; then set -a; . ./.env; set +a; fi
: "\${${key.variable}:?Set it in the environment; see .env.}"
`
    : "";
  const headers = [
    "-H 'Content-Type: application/json'",
    ...(key ? [`-H @<(printf '%s' "${key.header}: ${key.prefix}$${key.variable}")`] : []),
    ...Object.entries(service.headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
  ];
  const request = prompt === null
    ? "body=$(cat request.json)"
    : `body=$(cat <<'JSON'\n${written(body, STYLES.json(quoted(prompt)))}\nJSON\n)`;
  return `#!/usr/bin/env bash
set -euo pipefail
${keyLines}url=${shellQuoted(url)}
${request}
attempts=6

for ((attempt = 0; ; attempt++)); do
  told=$(printf '%s' "$body" | curl -sS -o answer.json -w '%{http_code} %header{retry-after}' \\
    ${headers.join(" \\\n    ")} \\
    --data-binary @- "$url") || told='000 '
  status=\${told%% *} wait=\${told#* }
  case $status in
    2??) break ;;
    # 429: too many requests. 5xx: the service's own trouble. 000: no answer.
    408 | 409 | 429 | 5?? | 000) ((attempt < attempts - 1)) || { echo "$status" >&2; exit 1; } ;;
    *) echo "$status: $(cat answer.json)" >&2; exit 1 ;;
  esac
  # 1, 2, 4, 8, 16 s and up to a second more, unless the service says how long.
  [[ $wait =~ ^[0-9]+$ ]] || wait=$((1 << attempt)).$((RANDOM % 1000))
  sleep "$wait"
done

if command -v jq > /dev/null; then
  if ! jq -es 'length == 1' answer.json > /dev/null 2>&1; then
    { echo 'The answer is not JSON:'; cat answer.json; } >&2
    exit 1
  fi
  jq -r ${shellQuoted(service.answer.curl)} answer.json
  echo "usage: $(jq -c ${shellQuoted(service.usage.curl)} answer.json)"
else
  cat answer.json
fi
`;
}

/** @param {string} text */
const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
