import { afterPaint } from "./dom.js";

/**
 * The files that the first count needs, which the head names as `later`. They are asked for once the page is drawn:
 * before that a slow line is the style sheet's and the scripts'.
 */
afterPaint(() => {
  const [navigation] = performance.getEntriesByType("navigation");
  // The page's own scripts have run by then, and have asked for them.
  if (navigation instanceof PerformanceNavigationTiming && navigation.domContentLoadedEventStart > 0) return;
  for (const link of document.querySelectorAll("link[rel=later]")) link.setAttribute("rel", "preload");
});
