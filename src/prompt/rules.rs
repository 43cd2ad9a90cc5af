//! What an API adds to the texts of messages and tools, as rows.

use crate::catalog::tokenizer::{Basis, base_model, contains, resolve};

/// How messages of a chat are framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Framing {
    /// A part of the names of its models, or their encoding.
    pub models: &'static str,
    pub template: Template,
    pub basis: Basis,
    /// What is not known of it, for people.
    pub note: &'static str,
    /// Where the rule stands, and when it was read.
    #[allow(dead_code, reason = "rows carry where they come from")]
    source: &'static str,
}

/// A way of writing a conversation down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Template {
    /// Role and every other value of a message is text; so much for a message,
    /// for a name in it, and for the beginning of the answer.
    Values {
        per_message: i64,
        per_name: i64,
        reply: i64,
    },
    /// Mistral's: a token before the conversation, and control tokens around
    /// what is said; `system_apart`: a system prompt has its own two, else it
    /// stands before the last user message.
    Instructions { system_apart: bool },
    /// Mistral's first: the marks around what a user says are text, and the
    /// first of that has the system prompt.
    Written,
}

const COOKBOOK: &str = "OpenAI's cookbook, How to count tokens with tiktoken, 2026-11-25";
const MISTRAL: &str = "mistral-common 1.13.1, tokens/tokenizers/instruct.py, 2026-11-30";

const fn values(
    models: &'static str,
    [per_message, per_name]: [i64; 2],
    basis: Basis,
    note: &'static str,
) -> Framing {
    Framing {
        models,
        template: Template::Values {
            per_message,
            per_name,
            reply: 3,
        },
        basis,
        note,
        source: COOKBOOK,
    }
}

const fn mistral(
    models: &'static str,
    template: Template,
    basis: Basis,
    note: &'static str,
) -> Framing {
    Framing {
        models,
        template,
        basis,
        note,
        source: MISTRAL,
    }
}

const UNPUBLISHED: &str = "How messages of this model are framed is not known here: 3 tokens a message and 3 for the answer are assumed, as of GPT-4o.";
const MISTRAL_ASSUMED: &str = "Messages are framed as Mistral's published template has it; that this model uses it is assumed.";

/// The templates that came with the versions of Mistral's first tokenizer.
const VERSIONS: [(&str, Template); 4] = [
    ("mistral_v1", Template::Written),
    ("mistral_v2", WITH_THE_LAST),
    ("mistral_v3", WITH_THE_LAST),
    ("mistral_v7", APART),
];

const APART: Template = Template::Instructions { system_apart: true };
const WITH_THE_LAST: Template = Template::Instructions {
    system_apart: false,
};

/// The first whose words are in the name.
const FRAMINGS: [Framing; 16] = [
    values("gpt-3.5-turbo-0301", [4, -1], Basis::Exact, ""),
    values("gpt-3.5", [3, 1], Basis::Exact, ""),
    values("gpt-35", [3, 1], Basis::Exact, ""),
    values("gpt-4o", [3, 1], Basis::Exact, ""),
    values("gpt-4", [3, 1], Basis::Exact, ""),
    mistral("nemo", WITH_THE_LAST, Basis::Exact, ""),
    mistral("ministral", WITH_THE_LAST, Basis::Assumed, MISTRAL_ASSUMED),
    mistral("pixtral-12b", WITH_THE_LAST, Basis::Exact, ""),
    mistral("mistral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    mistral("magistral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    mistral("devstral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    mistral("pixtral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    mistral(
        "mixtral",
        Template::Written,
        Basis::Assumed,
        MISTRAL_ASSUMED,
    ),
    mistral("codestral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    mistral("voxtral", APART, Basis::Assumed, MISTRAL_ASSUMED),
    values("", [3, 1], Basis::Assumed, UNPUBLISHED),
];

/// How messages for a model are framed: as the version of its tokenizer is, or
/// else by its name.
pub(super) fn framing_of(model: &str) -> Framing {
    if let Ok(known) = resolve(model)
        && let Some((encoding, template)) = VERSIONS.iter().find(|(one, _)| *one == known.encoding)
    {
        let is_sure = known.basis == Basis::Exact;
        let note = if is_sure { "" } else { MISTRAL_ASSUMED };
        return Framing {
            models: encoding,
            template: *template,
            basis: known.basis,
            note,
            source: MISTRAL,
        };
    }
    let name = base_model(model).to_ascii_lowercase();
    let is_in = |row: &&Framing| row.models.is_empty() || contains(&name, row.models);
    *FRAMINGS
        .iter()
        .find(is_in)
        .unwrap_or(&FRAMINGS[FRAMINGS.len() - 1])
}

/// What Claude is told about tools, in tokens: if it may or may not call one,
/// and if it has to.
struct ToolPrompt {
    models: &'static str,
    chosen_freely: i64,
    forced: i64,
    basis: Basis,
}

/// Anthropic, Tool use: <https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview>,
/// checked 2026-11-24. What other pages contradict is assumed.
const TOOL_PROMPTS: [ToolPrompt; 14] = [
    tool_prompt("opus-4-8", 290, 410, Basis::Exact),
    tool_prompt("opus-4-7", 675, 804, Basis::Exact),
    tool_prompt("opus-4-6", 497, 589, Basis::Exact),
    tool_prompt("sonnet-4-6", 497, 589, Basis::Exact),
    tool_prompt("opus-4-5", 496, 588, Basis::Exact),
    tool_prompt("sonnet-4-5", 496, 588, Basis::Exact),
    tool_prompt("haiku-4-5", 496, 588, Basis::Exact),
    tool_prompt("sonnet-5", 354, 474, Basis::Exact),
    tool_prompt("opus-4", 313, 315, Basis::Assumed),
    tool_prompt("sonnet-4", 313, 315, Basis::Assumed),
    tool_prompt("4-opus", 313, 315, Basis::Assumed),
    tool_prompt("4-sonnet", 313, 315, Basis::Assumed),
    tool_prompt("3-5-haiku", 264, 355, Basis::Assumed),
    // The newest of which it is known.
    tool_prompt("", 290, 410, Basis::Assumed),
];

const fn tool_prompt(
    models: &'static str,
    chosen_freely: i64,
    forced: i64,
    basis: Basis,
) -> ToolPrompt {
    ToolPrompt {
        models,
        chosen_freely,
        forced,
        basis,
    }
}

/// Whether a model is a Claude, wherever it is bought.
pub(super) fn is_claude(model: &str) -> bool {
    contains(&model.to_ascii_lowercase(), "claude")
}

/// The tokens of what Claude is told about tools, and how sure that is.
pub(super) fn claude_tool_prompt(model: &str, forced: bool) -> (i64, Basis) {
    let name = model.to_ascii_lowercase();
    let row = TOOL_PROMPTS
        .iter()
        .find(|row| row.models.is_empty() || contains(&name, row.models))
        .unwrap_or(&TOOL_PROMPTS[TOOL_PROMPTS.len() - 1]);
    let tokens = if forced {
        row.forced
    } else {
        row.chosen_freely
    };
    (tokens, row.basis)
}
