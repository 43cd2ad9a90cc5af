import { make, makeButton, part, say, typeInto } from "../dom.js";
import { openDrawer } from "../drawers.js";
import { formatInteger, formatShare, plural, withSign } from "../format.js";
import { readIds } from "../ids_input.js";
import { readError, sentence } from "../problems.js";
import { looksLikeRequest, looksLikeResponse } from "../request_input.js";

/** More parts are in one last row. */
const MOST_ROWS = 40;

/** @typedef {import("../types.js").Count} Count */

/**
 * That the text is a request, where its tokens are, and what it says itself of model and output; or that it is a
 * response, which has a bill; or the ids of tokens, which stand for a text.
 * @param {import("../state.js").Store} store
 * @param {import("../engine.js").Engine} engine
 * @param {(text: string, what: string) => void} replace
 */
export function showRequest(store, engine, replace) {
  const box = part("request", HTMLElement);
  const ways = part("request-ways", HTMLParagraphElement);

  function show() {
    const { text, answer, asText, requestProblem } = store.now;
    const { count } = answer;
    const isRequest = count?.api !== undefined && !answer.working;
    // Chosen to be a request again, and not counted as one yet.
    const isPending = count?.api === undefined && count !== null && !asText && requestProblem === "" && looksLikeRequest(text);
    if ((answer.working || isPending) && !box.hidden) return;
    const pressed = [...ways.children].indexOf(/** @type {Element} */ (document.activeElement));
    const isResponse = !isRequest && requestProblem === "" && looksLikeResponse(text);
    const ids = isRequest || isResponse ? null : readIds(text);
    box.hidden = !(ids || isRequest || isResponse || requestProblem !== "" || (asText && looksLikeRequest(text)));
    if (box.hidden) {
      if (pressed >= 0) part("prompt", HTMLTextAreaElement).focus();
      return;
    }
    part("request-table", HTMLTableElement).hidden = !isRequest;
    part("request-rows", HTMLTableSectionElement).replaceChildren(...(isRequest ? rows(count) : []));
    const what = ids ? `list of ${plural(ids.length, "token id")}` : isResponse ? "response" : "request";
    say(part("request-what", HTMLParagraphElement), isRequest ? described(count) : requestProblem || `This looks like a ${what}. It is counted as plain text.`);
    ways.replaceChildren(...(isRequest ? offers(count) : []));
    if (ids) {
      ways.append(makeButton("Show the text they stand for", () => decode(ids)));
    } else if (isResponse) {
      ways.append(makeButton("Check its bill", () => checkBill(text)));
    } else if (requestProblem === "") {
      ways.append(makeButton(isRequest ? "Count as plain text" : "Count as a request", () => store.set({ asText: isRequest })));
    }
    // The button that had the focus is gone: what stands in its place has it.
    const next = [...ways.children].slice(0, pressed + 1).at(-1);
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  /** The text of the ids, in the place of these. @param {number[]} ids */
  async function decode(ids) {
    const { text, model } = store.now;
    try {
      const bytes = await (await engine.meter()).decodeBytes(ids, model);
      if (store.now.text === text) replace(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), `Token ids of ${model} turned into text.`);
    } catch (error) {
      if (store.now.text === text) say(part("request-what", HTMLParagraphElement), `These are no token ids of ${model}. ${sentence(readError(error).message)}`);
    }
  }

  /**
   * What the request says of model and output, to be taken over.
   * @param {Count} count
   */
  function offers({ requestedModel, requestedOutputTokens }) {
    const { model, outputTokens } = store.now;
    const buttons = [];
    if (requestedModel && requestedModel !== model.trim()) {
      buttons.push(makeButton(`Use its model, ${requestedModel.slice(0, 60)}`, () => store.set({ model: requestedModel })));
    }
    if (requestedOutputTokens && requestedOutputTokens !== outputTokens) {
      buttons.push(makeButton(`Plan its ${formatInteger(requestedOutputTokens)} tokens of output`, () => typeInto("output-tokens", requestedOutputTokens)));
    }
    return buttons;
  }

  store.on(["answer", "asText", "requestProblem", "outputTokens"], show);
  // Another text is read anew.
  store.on(["text"], ({ text, asText }) => store.set({ requestProblem: "", asText: asText && looksLikeRequest(text) }));
}

/**
 * The text stays where it is.
 * @param {string} response
 */
function checkBill(response) {
  const field = part("bill-response", HTMLTextAreaElement);
  field.value = response;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  openDrawer("bill");
  field.focus({ preventScroll: true });
}

/** @param {Count} count */
function described({ api, parts }) {
  const kinds = /** @type {const} */ ([["message", "message"], ["tool", "tool"], ["image", "image"]]);
  const counted = kinds.flatMap(([kind, word]) => {
    const number = parts.filter((one) => one.kind === kind).length;
    return number > 0 ? [plural(number, word)] : [];
  });
  return `This is a request (${api})${counted.length > 0 ? `: ${counted.join(", ")}` : ""}. It is counted as one, with what stands around it.`;
}

/** @param {Count} count */
function rows({ parts, tokens, basis }) {
  const shown = parts.slice(0, parts.length > MOST_ROWS ? MOST_ROWS - 1 : MOST_ROWS);
  const rest = parts.slice(shown.length);
  const sum = rest.reduce((all, one) => all + one.tokens, 0);
  const more = rest.length > 0 ? [{ label: `${formatInteger(rest.length)} more parts`, tokens: sum }] : [];
  return [...shown, ...more].map((one) =>
    make("tr", {},
      make("th", { scope: "row", class: "beginning", dir: "auto" }, one.label),
      make("td", { "data-value": one.tokens }, withSign(formatInteger(one.tokens), basis)),
      make("td", {}, tokens > 0 ? formatShare(one.tokens / tokens) : "")));
}
