"""Texts of every kind and their ids in every encoding."""

import unicodedata

from families import Family
from tiktoken import Encoding

# A text, or the UTF-16 units of one that is not well-formed.
TEXTS: list[tuple[str, str | list[int]]] = [
    ("empty", ""),
    ("one letter", "a"),
    ("one space", " "),
    ("nul", "\0"),
    ("english", "The keeper lit the lamp at 18:40, 3 minutes late; it wasn't the first time, and he'd say so."),
    ("contractions", "I'm you're he's we've they'll she'd can't I'M YOU'RE HE'S WE'VE THEY'LL SHE'D CAN'T 'tis rock'n'roll"),
    ("typographic apostrophes", "I\u2019m you\u2019re don\u2018t \u02bcs"),
    ("contraction with a long s", "it'\u017f IT'\u017f '\u017f x'\u017fs"),
    ("contraction with a kelvin sign", "it'\u212a \u212aelvin"),
    ("contraction in two letters", "a'l a'll a'lla a'r a'rE a'v 'Ll's"),
    ("mixed case", "HTTPServer camelCase XMLHttpRequest iPhone ABCdefGHI aB Ab AB ab McDonald's"),
    ("title case digraphs", "\u01c5eljko D\u017eABC \u01c5\u01c8 \u1fbc\u0391"),
    ("digits", "1 12 123 1234 12345 1234567890 3.14159 1,250,000 0x1F 2026-11-24"),
    ("other digits", "\u0663\u0664\u0665 \u00bd \u2167 \u00b2\u2075 \U0001d7d8\U0001d7d9 \u3007\u4e00 \u0967\u0968\u0969\u096a"),
    ("spaces", "a  b   c    d        e                f"),
    ("leading and trailing white space", "   \t two  words \n\n  "),
    ("only white space", " \t\n\r\n \u3000 "),
    ("tabs and line ends", "\tif x:\r\n\t\treturn\n\n\n    pass\r\r\n"),
    ("line ends after symbols", "};\n\n//\n/// path/to/\n\r\n...\n"),
    ("white space of unicode", "a\u0085b\u00a0c\u1680d\u2002e\u2028f\u2029g\u202fh\u205fi\u3000j\u000bk\u000cl"),
    ("white space that is none", "a\u180eb\u200bc\ufeffd\u2060e"),
    ("byte order mark", "\ufeffHello\ufeff"),
    ("separators of ascii", "a\x1cb\x1dc\x1ed\x1fe\x7f"),
    ("python", "def f(x: int) -> str:\n    \"\"\"Doc.\"\"\"\n    return f\"{x!r:>10}\"  # done\n"),
    ("rust", "fn main() {\n    let v: Vec<u8> = (0..=9).map(|i| i * 2).collect();\n    println!(\"{v:?}\");\n}\n"),
    ("json", "{\"id\": 17, \"tags\": [\"a\", \"b\\n\"], \"ok\": true, \"rate\": -1.5e-7, \"none\": null}"),
    ("markup", "<p class=\"x\">Tom &amp; Jerry &mdash; <b>1&nbsp;000</b></p><!-- end -->"),
    ("addresses", "https://example.org/a/b?q=1&r=%20#top user.name+tag@example.org C:\\temp\\new.txt"),
    ("german", "Der Wärter zündete um 18:40 Uhr die Lampe an; Straße, Größe, ÄÖÜ."),
    ("french", "L'été, j'étais à l'île; « ça va ? » Œuvre, naïf, août."),
    ("spanish", "¿Cuántos años tienes? ¡Mañana será otro día, señor!"),
    ("polish", "Zażółć gęślą jaźń."),
    ("turkish", "İstanbul'da ılık bir gün; IĞDIR ığdır."),
    ("vietnamese", "Tôi không biết tiếng Việt nhiều lắm."),
    ("vietnamese decomposed", "To\u0302i kho\u0302ng bie\u0302\u0301t tie\u0302\u0301ng Vie\u0323\u0302t"),
    ("greek", "Ο φύλακας άναψε το φως· ΌΧΙ, Σίσυφος ς."),
    ("russian", "Смотритель зажёг лампу в 18:40. ЁЛКИ и ёлки."),
    ("georgian", "გამარჯობა ႠႡႢ ᲐᲑᲒ"),
    ("arabic", "مرحبا بالعالم، هذا نصٌّ قصيرٌ للعدِّ: ١٢٣."),
    ("hebrew", "שָׁלוֹם עוֹלָם, מה שלומך?"),
    ("bidirectional controls", "abc \u202eשלום\u202c \u2067مرحبا\u2069 \u200fx"),
    ("hindi", "नमस्ते दुनिया, आप कैसे हैं? १२३४"),
    ("tamil", "வணக்கம் உலகம்"),
    ("thai", "สวัสดีชาวโลก วันนี้อากาศดีมาก น้ำ"),
    ("japanese", "次の文章を読み、誤字を直してください。カタカナ、ひらがな、ｶﾀｶﾅ、予算は１２５０万円。"),
    ("chinese", "请阅读下面的文章,并改正错别字。預算是一千二百五十萬元。𠀀𠮷"),
    ("chinese and japanese amid others", "アイ・ウ゠ー゛か\u3099\u3040 龥龦〇 中1文2 a中b  中 !中 中! 中\n の's"),
    ("controls before and after words", "\0\0a \u200bb\u200b\u200b c\u200d1\u200d中\u200d! \u00ad-\ue000\ue000x"),
    ("korean", "다음 글을 읽고 맞춤법을 고쳐 주세요. 예산은 1,250만 원입니다."),
    ("korean decomposed", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    ("emoji", "👍👍🏽 👩\u200d🚀 👨\u200d👩\u200d👧\u200d👦 🇯🇵🇩🇪 ❤\ufe0f 1\ufe0f\u20e3 🏴\U000e0067\U000e0062\U000e007f"),
    ("combining marks", "e\u0301 A\u030a\u0301 \u0301 \u0301A \u0301a x\u0336y\u0336 \u20dd"),
    ("capitals after a mark", "\u0301ABC \u0301Abc a\u0301ABC !\u0301A"),
    ("mathematics", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β, 𝐀𝑩𝒞 ∑∫√"),
    ("box drawing", "┌──┬──┐\n│  │  │\n└──┴──┘"),
    ("private use and noncharacters", "\ue000\uf8ff\U000f0000\U0010ffff\ufffe\uffff\ufdd0"),
    ("last of each length", "\x7f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff"),
    ("replacement character", "a\ufffdb\ufffd\ufffd"),
    ("object keys", "__proto__ constructor toString hasOwnProperty"),
    ("special tokens", "a<|endoftext|>b <|endofprompt|><|fim_prefix|>x<|fim_suffix|>y<|fim_middle|>"),
    ("special tokens of chat", "<|start|>user<|message|>hi<|end|><|reserved_200013|><|return|><|im_start|>"),
    ("special tokens of others", "<s>[INST]hi[/INST]</s><｜User｜>a<｜end▁of▁sentence｜><tool_call>b</tool_call><|object_ref_start|>[MASK]"),
    ("special tokens of gemma", "<bos><start_of_turn>user\nhi<end_of_turn><|turn>model<turn|><unused7><unused5000><unused07>[multimodal]"),
    ("special tokens of mistral", "<s>[INST] hi [/INST] a</s>[control_8] [control_20][control_748][SYSTEM_PROMPT]b[PREFIX][TOOL_CALLS]  c<unk>"),
    ("references of mistral", "[REFERENCE_DOC_1] a [REFERENCE_DOC_19]([REFERENCE_DOC_0][REFERENCE_DOC_20] [REF]x[/REF] [REF"),
    ("spaces before words and others", " a  a   中    1     \u2581x" + " " * 15 + "b" + " " * 16 + "(" + " " * 17 + "c" + " " * 33 + "1" + " " * 47),
    ("tags of html", "<table><tr><td>a</td></tr></table> <b>x</b>y <blockquote>z</blockquot e><b ><br></br> <td> </td>"),
    ("marks for spaces", "a▁b ▁ c▁▁d▁ e▁</f> ▁</g>"),
    ("long runs of white space", " " * 31 + "a" + " " * 32 + "b" + " " * 63 + "\n" * 33 + "\t" * 32 + "c\t\n \t"),
    ("tokens that never are, or late", " YYYY yyyy diffformul :::::::: SSSR ====== ========== SSSRs a ======b x:::::::: /ˈ"),
    ("almost special tokens", "<|endoftext| <|end<|endoftext|>| <|ENDOFTEXT|> |endoftext|> <|reserved_0200013|>"),
    ("long word", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2),
    ("base64", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    ("repetition", "a" * 100 + " " * 100 + "=" * 100 + "\n" * 100 + "ha" * 50 + "中" * 30),
    ("high surrogate alone", [0x61, 0xD83D, 0x62]),
    ("low surrogate alone", [0xDE00, 0x20, 0x61]),
    ("high surrogate at the end", [0x61, 0x20, 0xD83D]),
    ("surrogates in the wrong order", [0xDE00, 0xD83D]),
    ("surrogates before a pair", [0xD83D, 0xD83D, 0xDE00, 0xDE00, 0x41]),
    ("surrogate amid a word", [0x64, 0x6F, 0x6E, 0xDC00, 0x27, 0x74]),
]


def rows(encodings: dict[str, Encoding | Family]) -> list[dict]:
    return [row(name, content, encodings) for name, content in TEXTS]


def row(name: str, content: str | list[int], encodings: dict[str, Encoding | Family]) -> dict:
    text = content if isinstance(content, str) else "".join(map(chr, content))
    key = "text" if isinstance(content, str) else "utf16"
    made = {"name": name, key: content}
    # Only where it is another text.
    well_formed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if (normal := unicodedata.normalize("NFC", well_formed)) != well_formed:
        made["nfc"] = normal
    made["ids"] = {each: encoding.encode_ordinary(text) for each, encoding in encodings.items()}
    allowed = {each: encoding.encode(text, allowed_special="all") for each, encoding in encodings.items()}
    # Only where it makes a difference.
    if allowed := {each: ids for each, ids in allowed.items() if ids != made["ids"][each]}:
        made["allowed"] = allowed
    return made
