/** Short texts to try, each showing something else about tokens. */
export const SAMPLES = Object.freeze([
  {
    label: "Code",
    lang: "en",
    text: `// Sums what each line of an invoice costs.
export function total(lines, { taxRate = 0.19 } = {}) {
  const net = lines.reduce((sum, { price, count }) => sum + price * count, 0);
  return Math.round(net * (1 + taxRate) * 100) / 100;
}

console.log(total([{ price: 4.5, count: 12 }, { price: 0.99, count: 300 }]));
`,
  },
  {
    label: "日本語",
    lang: "ja",
    text: "あなたは丁寧な編集者です。次の文章を読み、誤字を直し、三行に要約してください。固有名詞と数字は変えないでください。\n\n昨日の会議では、来年度の予算を 1,250 万円とすることが決まりました。",
  },
  {
    label: "Emoji",
    lang: "en",
    text: "Sum up the mood of this chat in one word:\n🎉🎉 we shipped it! 👩‍🚀🚀\nfinally 😅 … café? ☕️ 👍🏽👍🏿\n🇯🇵 team joins later 🙇‍♂️\n",
  },
  {
    label: "English",
    lang: "en",
    text: `You are a careful assistant for a small library. Answer in plain English, in at most five sentences, and say so when you do not know.

A reader asks: "I loved a novel about a lighthouse keeper and his daughter, set somewhere in the north, but I can't remember the title. It came out before 1990. What could it be, and what else might I enjoy?"

First ask one question that would narrow it down. Then name up to three books, each with its author and year.
`,
  },
]);
