/** How providers write their own names, where it is not the catalogue's word with a capital letter. */
const NAMES = new Map([
  ["ai21", "AI21"], ["avian", "Avian"], ["aws", "AWS Bedrock"], ["azure", "Azure"], ["deepseek", "DeepSeek"],
  ["google", "Google"], ["huggingface", "Hugging Face"], ["minimax", "MiniMax"], ["mistral", "Mistral"],
  ["moonshotai", "Moonshot AI"], ["openai", "OpenAI"], ["openrouter", "OpenRouter"], ["ovhcloud", "OVHcloud"],
  ["together", "Together AI"], ["x-ai", "xAI"], ["zai", "Z.ai"],
]);

/** @param {string} id as the catalogue has it */
export function providerName(id) {
  const [first = id] = id.split("_");
  const name = NAMES.get(id) ?? NAMES.get(first);
  if (name !== undefined) return name;
  return id.charAt(0).toUpperCase() + id.slice(1);
}
