/** A program that sends the page's prompt to a service, and what goes beside it. */

import { curl } from "./curl.js";
import { STYLES, quoted, written } from "./literals.js";
import { n8n } from "./n8n.js";
import { node } from "./node.js";
import { python } from "./python.js";

export { pastedRequest } from "./pasted.js";
export { SERVICES, serviceOf } from "./services.js";

/**
 * @typedef {import("./services.js").Service} Service
 * @typedef {import("./services.js").Asked & { prompt: string | null, request?: string }} Planned
 *   a prompt of null stands in {@link REQUEST_FILE}, of which `request` is the content if it was a request already
 *
 * @typedef {object} Call what every language writes down in its own way
 * @property {Service} service
 * @property {string} url
 * @property {Record<string, unknown>} body
 * @property {string | null} prompt null: the body is read from {@link REQUEST_FILE}
 * @property {string} [request] the body, where it can stand in the program although it is no prompt's
 *
 * @typedef {object} Program
 * @property {string} name for people
 * @property {string} file
 * @property {string} type of the file
 * @property {(service: Service) => string} how it is run
 * @property {(call: Call) => string} write
 */

/** What a long prompt is read from. */
export const REQUEST_FILE = "request.json";

/** Makes the variables of `.env` known to what follows. */
const WITH_ENV = "set -a; . ./.env; set +a; ";

/** @type {Readonly<Record<"curl" | "python" | "node" | "n8n", Program>>} */
export const PROGRAMS = {
  curl: { name: "curl", file: "ask.sh", type: "text/x-shellscript", how: () => "bash ask.sh", write: curl },
  python: { name: "Python", file: "ask.py", type: "text/x-python", how: ({ key }) => `${key ? WITH_ENV : ""}python3 ask.py`, write: python },
  node: { name: "Node.js", file: "ask.mjs", type: "text/javascript", how: ({ key }) => `node ${key ? "--env-file=.env " : ""}ask.mjs`, write: node },
  n8n: {
    name: "n8n", file: "ask.n8n.json", type: "application/json", write: n8n,
    how: ({ key }) => `Import the file in n8n${key ? `, and give its HTTP Request node a Header Auth credential: ${key.header} = ${key.prefix}<key>` : ""}.`,
  },
};

/**
 * @param {keyof typeof PROGRAMS} language
 * @param {Service} service
 * @param {Planned} planned
 */
export function snippet(language, service, planned) {
  const { prompt, request, ...asked } = planned;
  return PROGRAMS[language].write({ service, url: service.url(asked.model), body: service.body(asked), prompt, request });
}

/**
 * The whole request, for {@link REQUEST_FILE}.
 * @param {Service} service
 * @param {import("./services.js").Asked & { prompt: string }} planned
 */
export function requestFile(service, { prompt, ...asked }) {
  return `${written(service.body(asked), STYLES.json(quoted(prompt)))}\n`;
}
