// The elements that reach beyond the right edge of the window, and are in nothing that can be scrolled.
() => {
  const edge = document.documentElement.clientWidth + 1;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const inScroller = (element) => element && (scrolls(element) || inScroller(element.parentElement));
  return [...document.querySelectorAll(".md-content *")]
    .filter((element) => element.getBoundingClientRect().right > edge && !inScroller(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 100));
}
