import "../tokenmeter/element.js";

const example = document.querySelector("#field");
const send = example?.querySelector("button");

// No more than 50 tokens may be sent.
example?.querySelector("token-meter")?.addEventListener("token-meter-change", ({ detail }) => {
  if (send) send.disabled = detail.count.tokens > 50;
});
