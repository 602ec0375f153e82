/* Drawings: bars, the relation graph of a finding, a page with boxes.  Each has a text of its own for those who cannot see it. */
function bars(plot) {
  const n = plot.series.length, step = 15 * n + 9, left = 250, width = 900;
  const values = plot.bars.flatMap((b) => b.slice(1, 1 + n));
  const top = Math.max(...values, 1e-9), total = values.reduce((a, b) => a + b, 0);
  const show = (v) => (plot.whole ? String(v) : v.toFixed(2)) + (plot.share && total > 0 ? `（${((v / total) * 100).toFixed(2)}%）` : "");
  const root = svg("svg", { class: "bars", viewBox: `0 0 ${width} ${plot.bars.length * step + 6}`, role: "img", "aria-label": `${plot.title}：${plot.bars.slice(0, 40).map((b) => `${b[0]} ${b.slice(1, 1 + n).map(show).join("，")}`).join("；")}` });
  plot.bars.forEach((bar, i) => {
    const about = bar[1 + n] === true;
    root.append(words("text", { x: left - 8, y: i * step + 7.5 * n + 6, "text-anchor": "end", class: about ? "wrong" : "" }, `${about ? "✗ " : ""}${squeeze(bar[0], 18)}`));
    bar.slice(1, 1 + n).forEach((value, s) => {
      const size = Math.max(0, (value / top) * (width - left - 150));
      root.append(svg("rect", { x: left, y: i * step + s * 15 + 2, width: size, height: 12, rx: 2, class: `b${n === 1 ? 1 : s}` }));
      root.append(words("text", { x: left + size + 6, y: i * step + s * 15 + 12.5 }, show(value)));
    });
  });
  const legend = n > 1 || plot.bars.some((b) => b[1 + n] === true) ? el("p", { class: "legend" },
    n > 1 ? plot.series.map((name, i) => [svg("svg", { width: 12, height: 12, class: "bars key" }, svg("rect", { width: 12, height: 12, class: `b${i}` })), ` ${name}　`]) : null,
    plot.bars.some((b) => b[1 + n] === true) ? "✗ 有问题涉及此数" : null) : null;
  return el("figure", {}, el("figcaption", {}, plot.title), legend, root);
}

function graph(finding) {
  const data = finding.graph;
  if (!data) return null;
  const rows = Math.max(data.figures.length, data.relations.length), height = rows * 28 + 14;
  const y = (i, n) => 12 + (i + 0.5) * ((height - 14) / n);
  const spoken = data.relations.map(([name, edges]) => `${name}：${edges.map(([at, sign]) => `${sign} ${data.figures[at][0]} ${data.figures[at][1]}`).join("，")}`).join("；");
  const root = svg("svg", { class: "rel-graph", viewBox: `0 0 1060 ${height}`, role: "img", "aria-label": `关系图。${spoken}` });
  data.relations.forEach(([, edges], r) => edges.forEach(([at, sign]) => {
    const y1 = y(r, data.relations.length), y2 = y(at, data.figures.length), wrong = data.figures[at][3];
    root.append(svg("path", { d: `M312 ${y1} C 372 ${y1}, 372 ${y2}, 432 ${y2}`, class: wrong ? "edge wrong" : "edge" }));
    if (sign) root.append(words("text", { x: 420, y: y2 - 4 + (r % 3) * 0.1, "text-anchor": "end", class: "sign" }, sign));
  }));
  data.relations.forEach(([name], r) => {
    const at = y(r, data.relations.length);
    root.append(svg("rect", { x: 4, y: at - 12, width: 308, height: 24, rx: 5 }), words("text", { x: 12, y: at + 4.5 }, cut(name, 22)));
  });
  data.figures.forEach(([label, printed, holding, wrong], i) => {
    const at = y(i, data.figures.length);
    root.append(svg("circle", { cx: 438, cy: at, r: 6, class: wrong ? "wrong" : "" }));
    root.append(words("text", { x: 452, y: at + 4.5, class: wrong ? "wrong" : "" }, `${squeeze(label, 28)}　${printed}${wrong ? "　← 疑误" : holding ? `　另在 ${holding} 个关系里成立` : ""}`));
  });
  return el("figure", {}, el("figcaption", {}, "不成立的关系（左）和它们牵涉的数（右）", data.left ? `；另有 ${data.left} 个数没有画出` : ""), el("div", { class: "scroll" }, root));
}

function boxes(doc, d, image, only) {
  const layer = [];
  for (const finding of only ? [only] : FINDINGS.filter((f) => f.doc === d)) for (const place of finding.places || []) {
    if (place.page !== image.page || !place.box) continue;
    const [x0, y0, x1, y1] = place.box;
    const rect = svg("rect", { x: x0 - 1.5, y: y0 - 1.5, width: Math.max(4, x1 - x0 + 3), height: Math.max(4, y1 - y0 + 3) });
    const main = place === mainPlace(finding);
    if (only) { layer.push(svg("g", { class: main ? "culprit" : "" }, rect)); continue; }
    const title = words("title", {}, `${word(finding.title)}：${place.printed || ""}`);
    const link = svg("a", { href: `#${finding.key}`, class: main ? "culprit" : "", "data-finding": finding.key, "aria-label": `${SEVERITY[finding.severity]}：${word(finding.title)}，${place.printed || place.label}。回到这个问题` }, title, rect);
    link.addEventListener("click", (event) => { event.preventDefault(); goTo(finding); });
    layer.push(link);
  }
  return layer;
}
function mainPlace(finding) {
  const places = finding.places || [];
  return places.find((p) => p.culprit) || places[0];
}
function crop(finding) {
  const doc = DATA.documents[finding.doc], place = mainPlace(finding);
  const image = place && place.box && imageOf(doc, place.page);
  if (!image) return null;
  const middle = (place.box[1] + place.box[3]) / 2, tall = Math.min(image.height, Math.max(110, place.box[3] - place.box[1] + 60));
  const top = Math.max(0, Math.min(image.height - tall, middle - tall / 2));
  const root = svg("svg", { class: "crop", viewBox: `0 ${top} ${image.width} ${tall}`, role: "img", "aria-label": `第 ${image.page} 页的一部分，框出的是 ${place.printed || place.label}` });
  const fill = () => { if (!root.firstChild) root.append(svg("image", { href: image.data, width: image.width, height: image.height }), ...boxes(doc, finding.doc, image, finding)); };
  if (typeof IntersectionObserver === "undefined") fill();
  else {
    const watch = new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) { fill(); watch.disconnect(); } }, { rootMargin: "400px" });
    watch.observe(root);
  }
  root.fill = fill;
  return el("figure", { class: "cropped" }, el("figcaption", {}, `第 ${image.page} 页`), root);
}
