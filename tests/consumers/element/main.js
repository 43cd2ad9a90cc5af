import "./dist/element.js";

// Every answer and every failure that reaches the document, in order.
const heard = [];
for (const type of ["token-meter-change", "token-meter-error"]) {
  document.addEventListener(type, ({ target, detail }) => {
    heard.push({ id: target.id, tokens: detail.count?.tokens, code: detail.code });
  });
}
globalThis.heard = heard;

// One inside another shadow tree, with its field.
const root = document.querySelector("section").attachShadow({ mode: "open" });
const field = document.createElement("input");
field.id = "inner";
field.ariaLabel = "Inner";
const meter = document.createElement("token-meter");
meter.for = "inner";
root.append(meter, field);
