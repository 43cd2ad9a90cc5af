import "tokenmeter/element";
import { createApp, h, ref } from "vue";

createApp({
  setup() {
    const text = ref("Hello, world!");
    const tokens = ref("");
    return () => [
      h("input", { "aria-label": "Text of the page", value: text.value, onInput: (event) => (text.value = event.target.value) }),
      h("token-meter", {
        model: "gpt-4o",
        headless: true,
        value: text.value,
        "onToken-meter-change": ({ detail }) => (tokens.value = detail.count.tokens),
      }),
      h("output", {}, tokens.value),
    ];
  },
}).mount("main");
