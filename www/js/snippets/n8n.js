import { STYLES, quoted, written } from "./literals.js";

const PLACE_FOR_TEXT = "Put your text here";

/**
 * A workflow of n8n's: started by hand, an HTTP request, its usage. n8n waits
 * as long each time, at most 5 s, and keeps keys as credentials.
 * @param {import("./snippet.js").Call} call
 */
export function n8n({ service, url, body, prompt, request: given }) {
  const { key } = service;
  const headers = Object.entries(service.headers).map(([name, value]) => ({ name, value }));
  const request = {
    method: "POST",
    url,
    ...(key && { authentication: "genericCredentialType", genericAuthType: "httpHeaderAuth" }),
    ...(headers.length > 0 && { sendHeaders: true, headerParameters: { parameters: headers } }),
    sendBody: true,
    specifyBody: "json",
    jsonBody: given?.trim() ?? written(body, STYLES.json(quoted(prompt ?? PLACE_FOR_TEXT))),
    options: { timeout: 600_000 },
  };
  const assignments = service.usageField.split(" ").map((name) => ({ id: name, name, type: name === "usage" || name.endsWith("Metadata") ? "object" : "number", value: `={{ $json.${name} }}` }));
  const nodes = [
    { name: "Start", type: "n8n-nodes-base.manualTrigger", typeVersion: 1, position: [0, 0], parameters: {} },
    {
      name: `Ask ${service.name}`, type: "n8n-nodes-base.httpRequest", typeVersion: 4.2, position: [220, 0], parameters: request,
      retryOnFail: true, maxTries: 5, waitBetweenTries: 5000,
    },
    { name: "Usage", type: "n8n-nodes-base.set", typeVersion: 3.4, position: [440, 0], parameters: { assignments: { assignments }, options: {} } },
  ];
  const names = nodes.map(({ name }) => name);
  const connections = Object.fromEntries(names.slice(0, -1).map((name, at) => [name, { main: [[{ node: names[at + 1], type: "main", index: 0 }]] }]));
  return `${JSON.stringify({ name: `Ask ${service.name}`, nodes, connections }, null, 2)}\n`;
}
