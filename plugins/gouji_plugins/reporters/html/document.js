/* What is known of documents: overview, pages, tables, what was not checked. */
function aboutDocument(doc) {
  const out = [el("p", { class: "legend" }, `${doc.source} · 规则包 ${doc.packs.join("、") || "无"} · sha256 ${doc.sha256.slice(0, 16)}…`)];
  if (doc.certificate) out.push(el("p", {}, el("b", {}, "合起来看："), doc.certificate[1] || doc.certificate[0]));
  if (doc.notes.length) out.push(el("p", { class: "legend" }, "读取说明："), el("ul", { class: "plain legend" }, doc.notes.map((n) => el("li", {}, word(n)))));
  return out;
}
function overview() {
  const total = (pick) => DATA.documents.reduce((n, d) => n + pick(d), 0);
  const cards = [
    ...Object.entries(SEVERITY).map(([s, name]) => [s, total((d) => openCount(d, s)), name]),
    ["", FINDINGS.filter((f) => f.settled).length, "已结（抑制、说明、基线）"],
    ["ok", total((d) => d.counts.holds), "关系成立"], ["", total((d) => d.counts.rounding), "仅尾数（不是错误）"], ["error", total((d) => d.counts.violated), "关系不成立"],
    ["warning", total((d) => d.counts.undecided), "未能判定"], ["", total((d) => d.counts.not_applicable), "不适用"],
    ["", `${total((d) => d.sentences[1])} / ${total((d) => d.sentences[0])}`, "读懂的含金额句子"],
  ];
  const out = [...failures(), el("h2", {}, many ? `全部 ${DATA.documents.length + DATA.failed.length} 份文件` : "概览"), el("div", { class: "cards" }, cards.map(([kind, n, name]) => el("div", { class: `card ${kind}` }, el("b", {}, String(n)), el("span", {}, name))))];
  out.push(...distribution());
  if (many) out.push(...documents());
  if (DATA.documents.length > 20) return out; /* one of many is told about where its findings are listed */
  for (const doc of DATA.documents) {
    const title = doc.about.join(" · ") || nameOf(doc), own = [...aboutDocument(doc), ...(doc.plots || []).map(bars)];
    out.push(...(many ? [el("details", {}, el("summary", {}, `${title}　${doc.source}`), own)] : [el("h2", {}, title), ...own]));
  }
  return out;
}
const SORTS = { name: (a, b) => nameOf(a).localeCompare(nameOf(b), "zh"), undecided: (a, b) => b.counts.undecided - a.counts.undecided };
for (const s of Object.keys(SEVERITY)) SORTS[s] = (a, b) => openCount(b, s) - openCount(a, s);
function documents() {
  const target = el("div", {});
  const heads = [["name", "文件"], ...Object.entries(SEVERITY), ["undecided", "未判定"]];
  const draw = () => {
    const rows = DATA.documents.map((doc, i) => ({ doc, i })).sort((a, b) => SORTS[state.sort](a.doc, b.doc)).slice(0, state.docs).map(({ doc, i }) => el("tr", {},
      el("td", {}, button(cut(nameOf(doc), 40), () => { Object.assign(state, { severity: "", category: "", settled: "", text: "", doc: String(i), shown: PAGE_SIZE }); show("findings"); }), ` ${doc.source}${doc.cut ? "（问题没有放进本页）" : ""}`),
      Object.keys(SEVERITY).map((s) => el("td", { class: "n" }, String(openCount(doc, s)))), el("td", { class: "n" }, String(doc.counts.undecided))));
    const left = DATA.documents.length - state.docs;
    target.replaceChildren(el("div", { class: "scroll" }, el("table", { class: "docs" }, el("caption", { class: "vh" }, "各文件的问题数"),
      el("thead", {}, el("tr", {}, heads.map(([key, title]) => el("th", { scope: "col", class: key === "name" ? "" : "n", "aria-sort": state.sort === key ? (key === "name" ? "ascending" : "descending") : "none" }, button(title, () => { state.sort = key; draw(); }, { class: "sort" }))))),
      el("tbody", {}, rows))), left > 0 ? button(`再显示 ${Math.min(ROWS, left)} 份（还有 ${left} 份）`, () => { state.docs += ROWS; draw(); }) : "");
  };
  draw();
  return [target];
}
function distribution() {
  const counts = new Map();
  const open = FINDINGS.filter((f) => !f.settled);
  for (const f of open) counts.set(f.rule, [(counts.get(f.rule) || [0])[0] + 1, word(f.title).replace(/等 \d+ 个关系$/, "")]);
  const out = [];
  const top = [...counts].sort((a, b) => b[1][0] - a[1][0]).slice(0, 20);
  if (top.length > 1) out.push(bars({ title: "问题按规则分布（个）", whole: true, series: ["个"], bars: top.map(([rule, [n, title]]) => [`${rule} ${title}`, n]) }));
  if (DATA.documents.length > 4) {
    const steps = [[0, 0, "没有问题"], [1, 1, "1 个"], [2, 3, "2–3 个"], [4, 6, "4–6 个"], [7, 10, "7–10 个"], [11, 20, "11–20 个"], [21, Infinity, "20 个以上"]];
    const sizes = DATA.documents.map((d) => d.findings.filter((f) => !f.settled).length);
    out.push(bars({ title: "每份文件的问题数（份）", whole: true, series: ["份"], bars: steps.map(([a, b, name]) => [name, sizes.filter((n) => n >= a && n <= b).length]) }));
  }
  return out;
}

function pages() {
  const out = [el("p", { class: "legend" }, "红框是疑误的数，黄框是与它有关的数；点框回到问题。")];
  DATA.documents.forEach((doc, d) => {
    for (const image of doc.images || []) {
      out.push(el("h2", {}, `${many ? doc.source + " " : ""}第 ${image.page} 页`),
        el("div", { class: "page", id: `page-${d}-${image.page}` }, el("img", { src: image.data, width: Math.round(image.width), height: Math.round(image.height), alt: `第 ${image.page} 页`, loading: "lazy" }),
          svg("svg", { viewBox: `0 0 ${image.width} ${image.height}`, preserveAspectRatio: "none" }, boxes(doc, d, image, null))));
    }
  });
  return out;
}
function showPage(finding) {
  show("pages");
  const own = [...document.querySelectorAll(".page a")].filter((a) => a.dataset.finding === finding.key);
  const spot = own.find((a) => a.classList.contains("culprit")) || own[0];
  if (spot) { own.forEach((a) => a.classList.add("on")); spot.scrollIntoView({ block: "center" }); spot.focus({ preventScroll: true }); }
}

const CELLS = new Set();
DATA.documents.forEach((doc, d) => (doc.tables || []).forEach((t) => t.rows.forEach((r) => r.cells.forEach((c) => { if (c) CELLS.add(`${d}|${c[1]}`); }))));
const cellExists = (d, figure) => CELLS.has(`${d}|${figure}`);
function showCell(d, figure) {
  show("tables");
  const spot = [...document.querySelectorAll("td[data-figure]")].find((c) => c.dataset.figure === `${d}|${figure}`);
  if (spot) { spot.classList.add("on"); spot.scrollIntoView({ block: "center", inline: "center" }); (spot.querySelector("button") || spot).focus({ preventScroll: true }); }
}
function tables() {
  const out = [el("p", { class: "legend" }, "每格的颜色和记号是它所在关系里最差的结果：", STATE_NAME.map((name, i) => el("span", { class: `key ${STATE[i]}` }, name)), el("span", { class: "key s-none" }, "不在任何关系里"), "带 ? 的，栏位是推断的。")];
  DATA.documents.forEach((doc, d) => {
    out.push(el("h2", { class: many ? "" : "vh" }, doc.source));
    for (const table of doc.tables || []) {
      out.push(el("h3", {}, `${table.key} ${table.title}（${table.unit}）`), el("p", { class: "legend" }, table.reason),
        el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `${table.key} ${table.title}` }, el("table", { class: "ledger" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "行"), table.columns.map((c) => el("th", { scope: "col" }, c)))),
          el("tbody", {}, table.rows.map((row) => el("tr", {}, el("th", { scope: "row", class: `l${Math.max(0, Math.min(3, row.level))}` }, row.label), row.cells.map((c) => cellOf(c, d))))))));
    }
  });
  return out;
}
function cellOf(cell, d) {
  if (!cell) return el("td", { class: "s-absent", title: "表里没有这一格" });
  const [printed, id, relations, worst, inferred] = cell;
  const text = printed + (inferred && printed ? " ?" : "");
  const found = BY_FIGURE.get(`${d}|${id}`) || [];
  const first = found.find((f) => mainPlace(f).figure === id) || found[0];
  const title = relations ? `在 ${relations} 个关系里，最差：${STATE_NAME[worst]}` : "不在任何关系里";
  return el("td", { class: relations ? STATE[worst] : "s-none", title, "data-figure": `${d}|${id}` }, first ? el("button", { type: "button", on: { click: () => goTo(first) } }, text || "（空白）", hidden(`，${title}，有问题`)) : [text, worst === 3 ? hidden("，不成立") : null]);
}

function unchecked() {
  const out = [el("h2", { class: "vh" }, "没有检查的"), el("p", {}, "下面的内容没有检查或未能判定。", el("b", {}, "没有检查到，不等于没有问题。"))];
  const groups = new Map();
  DATA.documents.forEach((doc, d) => doc.unchecked.forEach(([kind, text, n]) => {
    if (!groups.has(kind)) groups.set(kind, new Map());
    const items = groups.get(kind);
    if (!items.has(text)) items.set(text, { n: 0, docs: new Set() });
    items.get(text).n += n;
    items.get(text).docs.add(d);
  }));
  for (const [kind, items] of groups) {
    const shown = [...items].sort((a, b) => b[1].docs.size - a[1].docs.size);
    const entry = ([text, { n, docs }]) => el("li", {}, word(text), many ? `（${docs.size} 份文件${docs.size <= 3 ? "：" + [...docs].map((d) => nameOf(DATA.documents[d])).join("、") : ""}）` : n > 1 ? `（${n} 处）` : "");
    const listed = el("ul", { class: "plain" }, shown.slice(0, 300).map(entry));
    const title = `${word(kind)}（${shown.length} 项）`;
    if (kind === DATA.idle) { out.push(el("details", {}, el("summary", {}, title), listed)); continue; }
    out.push(el("h3", {}, title), listed);
    if (shown.length > 300) out.push(button(`显示其余 ${shown.length - 300} 项`, (e) => { listed.append(...shown.slice(300).map(entry)); e.target.remove(); }));
  }
  for (const failed of DATA.failed) out.push(el("p", { class: "warn" }, `整份没有检查：${failed.message}`));
  if (!groups.size && !DATA.failed.length) out.push(el("p", {}, "没有。"));
  return out;
}
