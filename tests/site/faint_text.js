// The elements whose text has less contrast to its background than the 4.5 : 1 of WCAG 2.2, level AA.
() => {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const over = ([red, green, blue, opacity = 1], below) =>
    [red, green, blue].map((each, index) => each * opacity + below[index] * (1 - opacity));
  const background = (element) => element
    ? over(channels(getComputedStyle(element).backgroundColor), background(element.parentElement))
    : [255, 255, 255];
  const linear = (channel) => (channel <= 10.31 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05;
  const contrast = (element) => {
    const below = background(element);
    const lights = [light(over(channels(getComputedStyle(element).color), below)), light(below)];
    return Math.max(...lights) / Math.min(...lights);
  };
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return [...document.querySelectorAll(".md-content *")]
    .filter((element) => hasText(element) && element.checkVisibility({ opacityProperty: true }))
    .filter((element) => contrast(element) < 4.5)
    .map((element) => `${contrast(element).toFixed(1)} ${element.outerHTML.slice(0, 100)}`);
}
