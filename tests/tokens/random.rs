//! Random texts: seeded, and thick with what tokenizers stumble over.

use fastrand::Rng;

/// What a text is made of.
enum Kind {
    /// Any character of these ranges.
    Ranges(&'static [(u32, u32)]),
    /// Any of these strings.
    Strings(&'static [&'static str]),
}

use Kind::{Ranges, Strings};

const KINDS: &[Kind] = &[
    Ranges(&[(0x61, 0x7a)]),
    Ranges(&[(0x41, 0x5a)]),
    Ranges(&[(0x41, 0x5a), (0x61, 0x7a)]),
    Ranges(&[(0x30, 0x39)]),
    Ranges(&[(0x21, 0x2f), (0x3a, 0x40), (0x5b, 0x60), (0x7b, 0x7e)]),
    Ranges(&[(0, 0x7f)]),
    Strings(&[" ", " ", " ", "  ", "\t"]),
    Strings(&["\n", "\r", "\r\n", "/", "\n/", " \n", "//", "\n\n"]),
    // White space of Unicode, and what only looks like it.
    Strings(&[
        "\u{b}", "\u{c}", "\u{85}", "\u{a0}", "\u{1680}", "\u{2002}", "\u{2028}", "\u{2029}",
        "\u{202f}", "\u{205f}", "\u{3000}", "\u{180e}", "\u{200b}", "\u{feff}", "\u{1c}",
    ]),
    // Contractions, with the letter that folds to s and the one that does not fold to k.
    Strings(&[
        "'s",
        "'S",
        "'t",
        "'T",
        "'re",
        "'RE",
        "'Re",
        "'ve",
        "'vE",
        "'m",
        "'M",
        "'ll",
        "'LL",
        "'lL",
        "'d",
        "'D",
        "'l",
        "'v",
        "'r",
        "'",
        "''",
        "\u{2019}s",
        "'\u{17f}",
        "\u{17f}",
        "\u{212a}",
        "'\u{212a}",
    ]),
    Strings(&[
        "the",
        " the",
        "The",
        " of",
        "ing",
        "HTTPServer",
        "camelCase",
        "XMLHttpRequest",
        "iPhone",
        "don't",
        "I'LL",
        "fn",
        " return",
        "();\n",
        "    ",
        "==",
        "->",
        "https://",
        ".com/",
        "1,250",
        "3.14",
        "2026",
        "#include",
        "</div>",
        "\\n",
        "\"key\":",
        "Straße",
        "naïve",
        "Ünï",
    ]),
    // Han, kana, Hangul.
    Ranges(&[(0x4e00, 0x9fff), (0x3040, 0x30ff), (0xac00, 0xd7a3)]),
    Ranges(&[(0x4e00, 0x4fff)]),
    Strings(&[
        "的",
        "中国",
        "、",
        "。",
        "日本語",
        "です",
        "한국어",
        "ー",
        "々",
        "①",
        "㍻",
    ]),
    // Combining marks.
    Ranges(&[
        (0x300, 0x36f),
        (0x20d0, 0x20f0),
        (0xfe20, 0xfe2f),
        (0x1ab0, 0x1ace),
    ]),
    Strings(&[
        "e\u{301}", "A\u{30a}", "\u{301}", "\u{fe0f}", "\u{20e3}", "n\u{303}", "\u{e33}",
    ]),
    // Indic scripts and Thai, where marks stand amid words.
    Ranges(&[
        (0x900, 0x97f),
        (0xb80, 0xbff),
        (0xe00, 0xe5b),
        (0x1000, 0x109f),
    ]),
    // Right to left.
    Ranges(&[
        (0x5d0, 0x5ea),
        (0x5b0, 0x5c7),
        (0x620, 0x669),
        (0x64b, 0x65f),
    ]),
    Strings(&[
        "שלום",
        "مرحبا",
        "\u{200f}",
        "\u{202e}",
        "\u{2067}",
        "،",
        "٣",
    ]),
    // Cased scripts, title case and modifier letters.
    Ranges(&[
        (0x391, 0x3c9),
        (0x410, 0x44f),
        (0xc0, 0x24f),
        (0x1e00, 0x1fff),
    ]),
    Ranges(&[
        (0x10a0, 0x10ff),
        (0x13a0, 0x13fd),
        (0x10400, 0x1044f),
        (0x1d400, 0x1d7ff),
    ]),
    Strings(&[
        "ǅ", "ǈ", "ᾈ", "ʰ", "ˮ", "ª", "º", "ﬁ", "İ", "ı", "ẞ", "ς", "ꟹ",
    ]),
    // Numbers that are not ASCII digits.
    Strings(&["²", "½", "Ⅷ", "٣", "०", "〇", "𝟘", "௧", "፩", "㉈", "12", "3"]),
    // Emoji, joined, tinted, of regions.
    Ranges(&[(0x1f300, 0x1f64f), (0x1f900, 0x1f9ff), (0x2600, 0x27bf)]),
    Strings(&[
        "👩\u{200d}🚀",
        "👨\u{200d}👩\u{200d}👧",
        "👍🏽",
        "🇯🇵",
        "❤\u{fe0f}",
        "\u{200d}",
        "1\u{fe0f}\u{20e3}",
    ]),
    // Controls, format characters, private use, noncharacters.
    Strings(&[
        "\0",
        "\u{1}",
        "\u{7f}",
        "\u{ad}",
        "\u{600}",
        "\u{e000}",
        "\u{fffd}",
        "\u{ffff}",
        "\u{10ffff}",
        "\u{f0000}",
        "\u{e0061}",
        "\u{fdd0}",
        "\u{61c}",
        "\u{2066}",
    ]),
    Strings(&[
        "<|endoftext|>",
        "<|endofprompt|>",
        "<|fim_prefix|>",
        "<|start|>",
        "<|",
        "|>",
        "<|end",
        "<|reserved_200013|>",
        "<|im_start|>",
    ]),
    // What Gemma's tokenizer finds before it merges, or nearly.
    Strings(&[
        "▁",
        "▁▁",
        "                                  ",
        "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
        "\t\t\t",
        "> </",
        ">▁</",
        ">",
        "</",
        "<b>",
        "</div>",
        "</blockquote>",
        "<blockquot",
        " YYYY",
        " ::::::::",
        " SSSR",
        " ======",
        "/ˈ",
    ]),
    // And Mistral's.
    Strings(&[
        "[REFERENCE_DOC_1]",
        "[REFERENCE_DOC_19]",
        "[REFERENCE_DOC_",
        "[REF]",
        "[/REF]",
        "[INST]",
        "   ",
        "               ",
        "                ",
        "                 ",
        ");\r",
    ]),
    Ranges(&[(0, 0xffff)]),
    Ranges(&[(0, 0x10_ffff)]),
];

/// A source of random texts.
pub struct Texts {
    rng: Rng,
}

impl Texts {
    /// The same texts for the same seed.
    pub fn new(seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
        }
    }

    /// A text of at most `most_runs` runs of one kind each, that mixes up to
    /// four kinds, or all of them.
    pub fn text(&mut self, most_runs: usize) -> String {
        let runs = self.rng.usize(..=most_runs);
        let kinds: Vec<_> = match self.rng.usize(..6) {
            0 => KINDS.iter().collect(),
            few => (0..few.min(4)).map(|_| self.kind()).collect(),
        };
        let mut text = String::new();
        for _ in 0..runs {
            let kind = kinds[self.rng.usize(..kinds.len())];
            self.run(kind, &mut text);
        }
        text
    }

    /// Mostly short texts, and some of several hundred characters.
    pub fn any_text(&mut self) -> String {
        let most_runs = match self.rng.usize(..16) {
            0 => 120,
            1..4 => 24,
            _ => 8,
        };
        self.text(most_runs)
    }

    /// A text without white space and ASCII punctuation, mostly one piece: up
    /// to four kinds in runs that repeat earlier ones, up to `most_runs`.
    pub fn long_word(&mut self, most_runs: usize) -> String {
        let kinds: Vec<_> = (0..=self.rng.usize(..4)).map(|_| self.kind()).collect();
        let mut text = String::new();
        for _ in 0..self.rng.usize(1..=most_runs) {
            let before = text.len();
            let kind = kinds[self.rng.usize(..kinds.len())];
            self.run(kind, &mut text);
            if self.rng.usize(..10) == 0 {
                let again = text[before..].repeat(self.rng.usize(..30));
                text.push_str(&again);
            }
        }
        text.retain(|c| c.is_alphabetic() || (!c.is_ascii() && !c.is_whitespace()));
        text
    }

    /// Any of `choices`.
    pub fn choice<'a>(&mut self, choices: &'a [String]) -> &'a str {
        &choices[self.rng.usize(..choices.len())]
    }

    fn kind(&mut self) -> &'static Kind {
        &KINDS[self.rng.usize(..KINDS.len())]
    }

    fn run(&mut self, kind: &Kind, text: &mut String) {
        let same = self.rng.usize(..8) == 0;
        let length = 1 + self.rng.usize(..4);
        let start = text.len();
        self.one(kind, text);
        if same {
            let repeated = text[start..].repeat(length - 1);
            text.push_str(&repeated);
        } else {
            for _ in 1..length {
                self.one(kind, text);
            }
        }
    }

    fn one(&mut self, kind: &Kind, text: &mut String) {
        match kind {
            Strings(strings) => text.push_str(strings[self.rng.usize(..strings.len())]),
            Ranges(ranges) => {
                let (first, last) = ranges[self.rng.usize(..ranges.len())];
                // Surrogates are no characters: another is drawn.
                let character = loop {
                    if let Some(character) = char::from_u32(self.rng.u32(first..=last)) {
                        break character;
                    }
                };
                text.push(character);
            }
        }
    }
}
