import "tokenmeter/element";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

function App() {
  const [text, setText] = useState("Hello, world!");
  const [tokens, setTokens] = useState("");
  return createElement(
    "div",
    {},
    createElement("input", { "aria-label": "Text of the page", value: text, onChange: (event) => setText(event.target.value) }),
    createElement("token-meter", {
      model: "gpt-4o",
      headless: true,
      value: text,
      "ontoken-meter-change": ({ detail }) => setTokens(detail.count.tokens),
    }),
    createElement("output", {}, tokens),
  );
}

createRoot(document.querySelector("main")).render(createElement(App));
