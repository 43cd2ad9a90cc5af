/**
 * The models that stand first, in this order: the ones the guide names, then each provider's
 * current best. Only an order: a name that the catalogue does not have is left out.
 * Checked 2026-11-24 against the catalogue's providers.
 */
export const FLAGSHIPS = Object.freeze([
  { group: "The guide’s models", names: ["gpt-4o", "gpt-4o-mini", "gpt-3.5-turbo"] },
  { group: "OpenAI", names: ["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-luna"] },
  { group: "Anthropic", names: ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"] },
  { group: "Google", names: ["gemini-4-argon", "gemini-3.8-flash"] },
  { group: "Others", names: ["mistral-large-4", "grok-4.7", "deepseek-v4-pro"] },
]);

/** Each name's place in that order. */
export const FLAGSHIP_PLACE = new Map(FLAGSHIPS.flatMap(({ names }) => names).map((name, place) => [name, place]));
