/** The prompts of the first count, and which part of a vocabulary each needs. */

const ENGLISH = `You are a careful editor. Read the report below and answer in plain English, in at most
five sentences. Name the three figures that matter most, say which of them changed since the last
quarter, and point out anything that the authors assume without saying so. Do not repeat the
headings, do not use bullet points, and do not guess: where the report is silent, write that it is.

Report: The harbour handled 1,204 vessels between April and June, 86 more than in the spring before.
Grain made up 41 percent of the tonnage, timber 23 percent and containers the rest. Repairs to the
second crane took eleven days longer than planned, because a bearing had to be cast anew, and cost
EUR 214,600 instead of EUR 180,000. The night shift was on average 2.5 people short. Complaints about
noise fell from 37 to 19 after the trucks were sent along the river road. The board expects a summer
like the last one, and asks the council to decide on the third berth before the end of September.
`;

const CJK = "次の報告を読み、重要な数字を三つ挙げてください。请用简单的中文回答。보고서에 없는 내용은 추측하지 마세요。";

/** @type {Record<string, { text: string, ready: "ascii" | "all" }>} */
export const PROMPTS = {
  english: { text: ENGLISH, ready: "ascii" },
  cjk: { text: CJK, ready: "all" },
};
