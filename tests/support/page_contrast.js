/* Returns texts whose contrast with what lies behind them is below 4.5 (WCAG 2.1, 1.4.3). */
const part = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const over = (layers) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const layer of layers) {
    canvas.fillStyle = layer;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const poor = [];
for (const node of document.querySelectorAll("h1, h2, h3, p, dt, dd, li, td, th, b, .tag, button, mark, .rel, summary, figcaption")) {
  if (!node.textContent.trim() || node.closest(".vh, .skip")) continue;
  const layers = [];
  for (let n = node; n; n = n.parentElement) layers.unshift(getComputedStyle(n).backgroundColor);
  const [dark, bright] = [light(over(layers)), light(over([...layers, getComputedStyle(node).color]))].sort((x, y) => x - y);
  const ratio = (bright + 0.05) / (dark + 0.05);
  if (ratio < 4.5) poor.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)} ${node.textContent.slice(0, 20)}`);
}
return poor.slice(0, 10);
