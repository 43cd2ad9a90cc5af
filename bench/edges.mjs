/** Short texts on which tokenizers are known to differ. */

/** @type {Record<string, string>} */
export const EDGES = {
  "U+FEFF": "\u{feff}text\u{feff} \u{feff}\n",
  "U+0085": "one  \u{85}! two \u{85}\u{85} three",
  "special token as text": "before <|endoftext|> after",
  "name of a property": "__proto__ constructor hasOwnProperty",
  "long s": "I'\u{17f}t'\u{17f} DON'\u{17f}",
  "no-break and wide spaces": "a\u{a0}\u{a0} b\u{3000}\u{3000}c\u{2028}d",
  "marks without a letter": "\u{301}\u{301} \u{94d}\u{200d} e\u{301}",
  "newest letters": "\u{16d40}\u{16d43} \u{10d50}\u{10d70} \u{1e5d0}\u{1e5d1}",
  "NUL": "a\u{0}b\u{0}\u{0}",
};
