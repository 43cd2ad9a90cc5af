// What a type checker does not see.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["target/"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-promise-executor-return": "off",
      "no-unneeded-ternary": "error",
      // The type checker does this, and knows the uses in comments.
      "no-unused-vars": "off",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["www/**"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "A person's text is never markup.",
        })),
      ],
    },
  },
  { files: ["tests/**", "bench/**", "xtask/**"], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  // What a program says to whoever started it.
  { files: ["tests/consumers/*/*.js"], rules: { "no-console": "off" } },
];
