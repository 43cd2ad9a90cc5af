import { afterPaint } from "./dom.js";

const named = () => document.querySelectorAll("link[rel=later]");

/**
 * The page's own scripts ask for these files now. A hint that came after that would ask again, and what it was answered,
 * a failure too, would be kept for whoever asks next.
 */
export function askNoMore() {
  for (const link of named()) link.remove();
}

// The files that the first count needs, which the head names as `later`, are asked for once the page is drawn: before
// that a slow line is the style sheet's and the scripts'.
afterPaint(() => {
  for (const link of named()) link.setAttribute("rel", "preload");
});
