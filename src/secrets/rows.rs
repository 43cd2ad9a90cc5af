//! The shapes of keys as rows of data.
//!
//! Lengths and alphabets are those of the rules of Betterleaks
//! (<https://github.com/betterleaks/betterleaks>, `cmd/generate/config/rules`)
//! and gitleaks (<https://github.com/gitleaks/gitleaks>, `config/gitleaks.toml`),
//! both checked 2026-11-25. Variables are those that the providers' own
//! libraries read, addresses those of the providers' pages for keys.

use super::shape::Alphabet::{
    Alphanumeric, Base32, Base64, Hex, Letters, LowerAlphanumeric, UrlSafe, Word,
};
use super::shape::Part::{Between, Exactly, Literal};
use super::shape::{Alphabet, Part, Provider, Shape};

macro_rules! providers {
    ($($row:ident: $name:literal, $variable:literal, $revoke_url:literal;)*) => {
        $(static $row: Provider = Provider {
            name: $name,
            variable: $variable,
            revoke_url: $revoke_url,
        };)*
    };
}

providers! {
    ANTHROPIC: "Anthropic", "ANTHROPIC_API_KEY", "https://console.anthropic.com/settings/keys";
    AWS: "AWS", "AWS_ACCESS_KEY_ID", "https://console.aws.amazon.com/iam/home#/security_credentials";
    BEDROCK: "Amazon Bedrock", "AWS_BEARER_TOKEN_BEDROCK", "https://console.aws.amazon.com/bedrock/home#/api-keys";
    CEREBRAS: "Cerebras", "CEREBRAS_API_KEY", "https://cloud.cerebras.ai";
    COHERE: "Cohere", "CO_API_KEY", "https://dashboard.cohere.com/api-keys";
    DEEPSEEK: "DeepSeek", "DEEPSEEK_API_KEY", "https://platform.deepseek.com/api_keys";
    GITHUB: "GitHub", "GITHUB_TOKEN", "https://github.com/settings/tokens";
    GOOGLE: "Google", "GEMINI_API_KEY", "https://console.cloud.google.com/apis/credentials";
    GROQ: "Groq", "GROQ_API_KEY", "https://console.groq.com/keys";
    HUGGING_FACE: "Hugging Face", "HF_TOKEN", "https://huggingface.co/settings/tokens";
    MISTRAL: "Mistral", "MISTRAL_API_KEY", "https://console.mistral.ai/api-keys";
    NVIDIA: "NVIDIA", "NVIDIA_API_KEY", "https://build.nvidia.com/settings/api-keys";
    OPENAI: "OpenAI", "OPENAI_API_KEY", "https://platform.openai.com/api-keys";
    OPENROUTER: "OpenRouter", "OPENROUTER_API_KEY", "https://openrouter.ai/settings/keys";
    PERPLEXITY: "Perplexity", "PERPLEXITY_API_KEY", "https://www.perplexity.ai/settings/api";
    REPLICATE: "Replicate", "REPLICATE_API_TOKEN", "https://replicate.com/account/api-tokens";
    TOGETHER: "Together AI", "TOGETHER_API_KEY", "https://api.together.ai/settings/api-keys";
    XAI: "xAI", "XAI_API_KEY", "https://console.x.ai";
}

const fn shape(
    kind: &'static str,
    name: &'static str,
    provider: &'static Provider,
    prefixes: &'static [&'static str],
    alphabet: Alphabet,
    bodies: &'static [&'static [Part]],
) -> Shape {
    Shape {
        kind,
        name,
        provider,
        prefixes,
        alphabet,
        bodies,
        near: &[],
        examples_end: None,
    }
}

/// In the middle of every key of `OpenAI`.
const OPENAI_MARK: Part = Literal("T3BlbkFJ");

#[rustfmt::skip]
const OPENAI_BODIES: &[&[Part]] = &[
    &[Exactly(74), OPENAI_MARK, Exactly(74)],
    &[Exactly(58), OPENAI_MARK, Exactly(58)],
    &[Exactly(20), OPENAI_MARK, Exactly(20)],
];

#[rustfmt::skip]
const BEDROCK_BODIES: &[&[Part]] = &[
    &[Between(109, 269), Literal("==")],
    &[Between(109, 269), Literal("=")],
    &[Between(109, 269)],
];

/// Every shape; where two fit, the first is taken.
#[rustfmt::skip]
pub static SHAPES: &[Shape] = &[
    shape("openai", "OpenAI API key", &OPENAI, &["sk-proj-", "sk-svcacct-"], UrlSafe, OPENAI_BODIES),
    shape("openai", "OpenAI API key", &OPENAI, &["sk-"], Alphanumeric, &[&[Exactly(20), OPENAI_MARK, Exactly(20)]]),
    shape("openai-admin", "OpenAI admin key", &OPENAI, &["sk-admin-"], UrlSafe, OPENAI_BODIES),
    shape("anthropic", "Anthropic API key", &ANTHROPIC, &["sk-ant-api03-"], UrlSafe, &[&[Exactly(93), Literal("AA")]]),
    shape("anthropic-admin", "Anthropic admin key", &ANTHROPIC, &["sk-ant-admin01-"], UrlSafe, &[&[Exactly(93), Literal("AA")]]),
    shape("google", "Google API key", &GOOGLE, &["AIza"], UrlSafe, &[&[Exactly(35)]]),
    shape("google", "Google API key", &GOOGLE, &["AQ.Ab8RN6"], UrlSafe, &[&[Exactly(44)]]),
    shape("hugging-face", "Hugging Face token", &HUGGING_FACE, &["hf_", "api_org_"], Letters, &[&[Exactly(34)]]),
    shape("groq", "Groq API key", &GROQ, &["gsk_"], Alphanumeric, &[&[Exactly(52)]]),
    shape("openrouter", "OpenRouter API key", &OPENROUTER, &["sk-or-v1-"], Hex, &[&[Exactly(64)]]),
    shape("xai", "xAI API key", &XAI, &["xai-"], UrlSafe, &[&[Between(70, 120)]]),
    shape("deepseek", "DeepSeek API key", &DEEPSEEK, &["sk-"], Hex, &[&[Exactly(32)]]),
    shape("perplexity", "Perplexity API key", &PERPLEXITY, &["pplx-"], Alphanumeric, &[&[Exactly(48)]]),
    shape("replicate", "Replicate API token", &REPLICATE, &["r8_"], Alphanumeric, &[&[Exactly(37)]]),
    shape("nvidia", "NVIDIA API key", &NVIDIA, &["nvapi-"], UrlSafe, &[&[Between(60, 70)]]),
    shape("cerebras", "Cerebras API key", &CEREBRAS, &["csk-"], LowerAlphanumeric, &[&[Exactly(48)]]),
    shape("together", "Together AI API key", &TOGETHER, &["tgp_v1_"], UrlSafe, &[&[Exactly(43)]]),
    Shape {
        examples_end: Some("EXAMPLE"),
        ..shape("aws", "AWS access key", &AWS, &["AKIA", "ASIA", "ABIA", "ACCA"], Base32, &[&[Exactly(16)]])
    },
    shape("bedrock", "Amazon Bedrock API key", &BEDROCK, &["ABSK"], Base64, BEDROCK_BODIES),
    shape("github", "GitHub token", &GITHUB, &["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], Alphanumeric, &[&[Exactly(36)]]),
    shape("github", "GitHub token", &GITHUB, &["github_pat_"], Word, &[&[Exactly(82)]]),
    Shape {
        near: &["mistral"],
        ..shape("mistral", "Mistral API key", &MISTRAL, &[""], Alphanumeric, &[&[Exactly(32)]])
    },
    Shape {
        near: &["cohere", "co_api_key"],
        ..shape("cohere", "Cohere API key", &COHERE, &[""], Alphanumeric, &[&[Exactly(40)]])
    },
];
