//! What a response tells beside its usage, as rows of data: who sent it, how
//! and when the request was made. From the providers' references of their
//! APIs, checked 2026-11-25.

/// Who sends responses that have this; the first that holds decides. Where no
/// row holds, the maker of the model that the response names is taken.
pub(super) const PROVIDERS: &[(&str, &str)] = &[
    // https://github.com/ollama/ollama/blob/main/docs/api.md
    ("prompt_eval_count", "ollama"),
    // https://ai.google.dev/api/generate-content#UsageMetadata
    ("usageMetadata", "google"),
    // https://console.groq.com/docs/api-reference
    ("x_groq", "groq"),
    ("usage.queue_time", "groq"),
    // https://openrouter.ai/docs/api-reference/overview#responses
    ("usage.is_byok", "openrouter"),
    ("usage.cost_details", "openrouter"),
    ("provider", "openrouter"),
    // https://api-docs.deepseek.com/api/create-chat-completion
    ("usage.prompt_cache_hit_tokens", "deepseek"),
    // https://docs.x.ai/docs/api-reference
    ("usage.num_sources_used", "x-ai"),
    ("usage.cost_in_usd_ticks", "x-ai"),
    // https://docs.perplexity.ai/api-reference/chat-completions-post
    ("usage.search_context_size", "perplexity"),
    ("search_results", "perplexity"),
    // https://inference-docs.cerebras.ai/api-reference/chat-completions
    ("time_info", "cerebras"),
    // https://learn.microsoft.com/azure/ai-foundry/openai/reference
    ("prompt_filter_results", "azure"),
    // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
    ("usage.inputTokens", "aws"),
    // https://docs.cohere.com/reference/chat
    ("usage.billed_units", "cohere"),
    ("meta.billed_units", "cohere"),
    // https://developers.cloudflare.com/workers-ai/
    ("result.usage", "cloudflare"),
    ("tokenUsage", "cursor"),
    // https://platform.claude.com/docs/en/api/messages
    ("usage.cache_creation_input_tokens", "anthropic"),
    ("usage.cache_read_input_tokens", "anthropic"),
];

/// Whose shapes are tried where a provider has none of its own, or another one.
pub(super) const OTHERS: [&str; 4] = ["openai", "anthropic", "google", "aws"];

/// Where some APIs have what others have at the first path.
pub(super) const ELSEWHERE: &[(&str, &str)] = &[
    // https://api-docs.deepseek.com/api/create-chat-completion
    (
        "usage.prompt_tokens_details.cached_tokens",
        "usage.prompt_cache_hit_tokens",
    ),
    // https://platform.kimi.ai/docs/api/chat
    (
        "usage.prompt_tokens_details.cached_tokens",
        "usage.cached_tokens",
    ),
    // https://docs.litellm.ai/docs/completion/prompt_caching: within prompt_tokens
    (
        "usage.prompt_tokens_details.cache_write_tokens",
        "usage.cache_creation_input_tokens",
    ),
];

/// Where a response may stand within something larger: a line of a batch's
/// results (`OpenAI`, Anthropic), an event of a stream (Anthropic, `OpenAI`).
pub(super) const WITHIN: [&str; 4] = ["response.body", "response", "result.message", "message"];

/// Where usage stands that was pasted without the response around it.
pub(super) const ROOTS: [&str; 2] = ["usage.", "usageMetadata."];

/// Where a response tells its tier of service: by the name of the mode.
pub(super) const SERVICE: [&str; 3] = ["usage.service_tier", "service_tier", "serviceTier.type"];

/// What only the results of a batch have.
pub(super) const BATCH: &str = "custom_id";

/// When it was made: seconds since 1970, or as ISO 8601.
pub(super) const MADE: [&str; 4] = ["created", "created_at", "createTime", "completed_at"];

/// What the provider says that it has charged, in US dollars.
pub(super) const CHARGED: [&str; 2] = ["usage.cost.total_cost", "usage.cost"];

/// What tells one response from another.
pub(super) const IDS: [&str; 2] = ["id", "responseId"];

/// What is the same in all chunks of a response of Gemini's.
pub(super) const OF_CHUNKS: [&str; 2] = ["modelVersion", "usageMetadata.promptTokenCount"];

/// What the API calls the model, where the shape does not say.
pub(super) const MODELS: [&str; 2] = ["model", "modelVersion"];

/// What requests have, and responses do not.
pub(super) const OF_REQUESTS: [&str; 3] = ["messages", "contents", "max_tokens"];
