"use strict";
/* All text of documents is put on the page with textContent; nothing here parses markup. */
const DATA = JSON.parse(document.getElementById("data").textContent);
const SEVERITY = { error: "错误", warning: "警告", info: "提示" };
const CATEGORY = { table: "表内", "cross-table": "表间", narrative: "情况说明", ratio: "比率", performance: "绩效", completeness: "完整性", wording: "文字", reading: "读数" };
const GRADE = { certain: "确定", likely: "很可能", "one-of": "几处之一", tail: "尾差", suspicion: "存疑" };
const STATE = ["s-holds", "s-rounding", "s-undecided", "s-violated"];
const STATE_NAME = ["成立", "仅尾数", "未能判定", "不成立"];
const PAGE_SIZE = 100;

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("aria-")) { node.setAttribute(name, String(value)); continue; }
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
  return node;
}
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, String(value));
  for (const child of children) if (child) node.append(child);
  return node;
}

const FINDINGS = [];
DATA.documents.forEach((doc, d) => doc.findings.forEach((finding, f) => FINDINGS.push({ ...finding, doc: d, key: `f-${d}-${f}` })));
const BY_FIGURE = new Map();
for (const finding of FINDINGS) for (const place of finding.places || []) {
  if (!place.figure) continue;
  const key = `${finding.doc}|${place.figure}`;
  if (!BY_FIGURE.has(key)) BY_FIGURE.set(key, []);
  BY_FIGURE.get(key).push(finding);
}

const state = { tab: "findings", severity: "", category: "", doc: "", text: "", shown: PAGE_SIZE };
const main = document.getElementById("main");
const many = DATA.documents.length > 1;
const TABS = [["findings", `问题（${FINDINGS.length}）`], ["overview", "概览"]];
if (DATA.documents.some((d) => (d.images || []).length)) TABS.push(["pages", "页面"]);
if (DATA.documents.some((d) => d.tables)) TABS.push(["tables", "各表"]);
TABS.push(["unchecked", `没有检查的（${DATA.documents.reduce((n, d) => n + d.unchecked.length, 0)}）`]);

function tabs() {
  const bar = document.getElementById("tabs");
  bar.replaceChildren(...TABS.map(([name, title]) => el("button", {
    role: "tab", id: `tab-${name}`, type: "button", "aria-selected": state.tab === name, "aria-controls": "main", tabindex: state.tab === name ? 0 : -1,
    on: { click: () => open(name), keydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const at = (TABS.findIndex(([n]) => n === name) + step + TABS.length) % TABS.length;
      open(TABS[at][0]);
      document.getElementById(`tab-${TABS[at][0]}`).focus();
    } },
  }, title)));
  main.setAttribute("role", "tabpanel");
  main.setAttribute("aria-labelledby", `tab-${state.tab}`);
}
function open(name) {
  state.tab = name;
  tabs();
  main.replaceChildren(...{ findings, overview, pages, tables, unchecked }[name]());
  window.scrollTo(0, 0);
}

function matches(finding) {
  if (state.severity && finding.severity !== state.severity) return false;
  if (state.category && finding.category !== state.category) return false;
  if (state.doc !== "" && finding.doc !== Number(state.doc)) return false;
  if (!state.text) return true;
  const hay = [finding.id, finding.rule, finding.title, finding.message, finding.where, finding.printed, finding.expected, finding.quote].join(" ").toLowerCase();
  return state.text.toLowerCase().split(/\s+/).every((word) => hay.includes(word));
}
function select(label, name, options) {
  return el("label", {}, `${label} `, el("select", { name, on: { change: (e) => { state[name] = e.target.value; state.shown = PAGE_SIZE; list(); } } },
    el("option", { value: "" }, "全部"), ...options.map(([value, text]) => el("option", { value, selected: state[name] === String(value) }, text))));
}
function findings() {
  const categories = [...new Set(FINDINGS.map((f) => f.category))].map((c) => [c, CATEGORY[c] || c]);
  const filters = el("div", { class: "filters", role: "search" },
    el("input", { type: "search", "aria-label": "在问题中查找", placeholder: "查找：表名、科目、数字、编号……", value: state.text, on: { input: (e) => { state.text = e.target.value; state.shown = PAGE_SIZE; list(); } } }),
    select("程度", "severity", Object.entries(SEVERITY)), select("类别", "category", categories),
    many ? select("文件", "doc", DATA.documents.map((d, i) => [i, d.source])) : null,
    el("span", { id: "count", role: "status", "aria-live": "polite", class: "legend" }));
  setTimeout(list, 0);
  return [...failures(), filters, el("div", { id: "list" })];
}
function failures() {
  return [...DATA.failed.map((f) => el("p", { class: "warn" }, `无法读取：${f.message}`)), ...DATA.problems.map((p) => el("p", { class: "warn" }, `运行问题：${p}`))];
}
function list() {
  const target = document.getElementById("list");
  if (!target) return;
  const found = FINDINGS.filter(matches);
  document.getElementById("count").textContent = `${found.length} 个问题`;
  const cards = found.slice(0, state.shown).map(card);
  if (!found.length) cards.push(el("p", {}, FINDINGS.length ? "没有符合条件的问题。" : "没有发现问题。没有检查到的内容见“没有检查的”。"));
  if (found.length > state.shown) cards.push(el("button", { class: "more", type: "button", on: { click: () => { state.shown += PAGE_SIZE; list(); } } }, `再显示 ${Math.min(PAGE_SIZE, found.length - state.shown)} 个（还有 ${found.length - state.shown} 个）`));
  target.replaceChildren(...cards);
}
function marked(text, part) {
  const at = part ? text.indexOf(part) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), el("mark", {}, part), text.slice(at + part.length)];
}
function card(finding) {
  const doc = DATA.documents[finding.doc];
  const places = finding.places || [];
  const boxed = places.find((p) => p.box && (doc.images || []).some((i) => i.page === p.page));
  return el("article", { class: `finding f-${finding.severity}${finding.suppressed ? " f-suppressed" : ""}`, id: finding.key, tabindex: -1 },
    el("h3", {}, el("span", { class: `sev-${finding.severity}` }, `${SEVERITY[finding.severity]} `), finding.title),
    el("p", { class: "meta" }, [many ? doc.source : "", finding.where, CATEGORY[finding.category] || finding.category, finding.rule, GRADE[finding.grade] || ""].filter(Boolean).join(" · ")),
    el("p", {}, finding.message),
    finding.printed || finding.expected ? el("div", { class: "pair" }, finding.printed ? el("div", {}, el("span", {}, "印刷 "), el("b", {}, finding.printed)) : null, finding.expected ? el("div", {}, el("span", {}, "应为 "), el("b", {}, finding.expected)) : null) : null,
    finding.quote ? el("p", { class: "quote" }, ...marked(finding.quote, finding.printed)) : null,
    finding.story ? el("p", {}, `可能原因：${finding.story}`) : null,
    finding.suppressed ? el("p", { class: "meta" }, `已抑制：${finding.suppressed}`) : null,
    (finding.relations || []).length ? el("details", { open: finding.relations.length <= 3 }, el("summary", {}, `关系（${finding.relations.length}）`), el("ul", { class: "plain" }, finding.relations.map((r) => el("li", { class: "rel" }, r)))) : null,
    (finding.alternatives || []).length ? el("details", {}, el("summary", {}, `也可能是（${finding.alternatives.length}）`), el("ul", { class: "plain" }, finding.alternatives.map((a) => el("li", {}, a)))) : null,
    (finding.steps || []).length ? el("details", {}, el("summary", {}, "为什么是这个数"), el("ol", { class: "plain" }, finding.steps.map((s) => el("li", {}, s)))) : null,
    places.length > 1 ? el("details", {}, el("summary", {}, `涉及的数（${places.length}）`), el("ul", { class: "plain" }, places.map((p) => el("li", {}, `${p.label}：${p.printed || "（空白）"}${p.role === "culprit" ? " ← 疑误" : ""}${p.placed === "inferred" ? "（位置为推断，请核对）" : ""}　${p.place}`))), graph(finding)) : null,
    finding.basis ? el("p", { class: "meta" }, `依据：${finding.basis}`) : null,
    boxed ? el("button", { class: "more", type: "button", on: { click: () => { open("pages"); const spot = document.getElementById(`box-${finding.key}`); if (spot) { spot.scrollIntoView({ block: "center" }); spot.focus(); } } } }, `看第 ${boxed.page} 页`) : null);
}
function graph(finding) {
  const places = (finding.places || []).slice(0, 12), relations = (finding.relations || []).slice(0, 8);
  if (places.length < 2 || !relations.length) return null;
  const height = Math.max(places.length, relations.length) * 26 + 16;
  const root = svg("svg", { class: "rel-graph", viewBox: `0 0 760 ${height}`, width: "100%", role: "img", "aria-label": "数与关系的连线图" });
  const y = (i, n) => 16 + (i + 0.5) * ((height - 16) / n);
  relations.forEach((relation, r) => places.forEach((place, p) => {
    if (relation.includes(place.printed) || relations.length === 1) root.append(svg("line", { x1: 330, y1: y(p, places.length) - 4, x2: 400, y2: y(r, relations.length) - 4 }));
  }));
  places.forEach((place, i) => {
    root.append(svg("circle", { cx: 330, cy: y(i, places.length) - 4, r: 5, class: place.role === "culprit" ? "culprit" : "" }));
    const text = svg("text", { x: 318, y: y(i, places.length), "text-anchor": "end" });
    text.textContent = `${place.label.slice(0, 26)} ${place.printed}`;
    root.append(text);
  });
  relations.forEach((relation, i) => {
    root.append(svg("rect", { x: 400, y: y(i, relations.length) - 14, width: 356, height: 20, rx: 4 }));
    const text = svg("text", { x: 406, y: y(i, relations.length) });
    text.textContent = relation.length > 44 ? relation.slice(0, 43) + "…" : relation;
    root.append(text);
  });
  return root;
}

function overview() {
  const total = (pick) => DATA.documents.reduce((n, d) => n + pick(d), 0);
  const by = (s) => FINDINGS.filter((f) => f.severity === s && !f.suppressed).length;
  const out = [...failures(), el("div", { class: "cards" },
    ...Object.entries(SEVERITY).map(([s, name]) => el("div", { class: `card ${s}` }, el("b", {}, String(by(s))), el("span", {}, name))),
    ...[["holds", "关系成立"], ["rounding", "仅尾数"], ["violated", "不成立"], ["undecided", "未能判定"], ["not_applicable", "不适用"]].map(([k, name]) =>
      el("div", { class: "card" }, el("b", {}, String(total((d) => d.counts[k]))), el("span", {}, name))),
    el("div", { class: "card" }, el("b", {}, `${total((d) => d.sentences[1])} / ${total((d) => d.sentences[0])}`), el("span", {}, "读懂的含金额句子")))];
  if (many) out.push(documents());
  for (const doc of DATA.documents.slice(0, 20)) {
    out.push(el("h2", {}, doc.about.join(" · ") || doc.source), el("p", { class: "legend" }, `${doc.source} · 规则包 ${doc.packs.join("、")} · sha256 ${doc.sha256.slice(0, 16)}…`));
    if (doc.certificate) out.push(el("p", {}, doc.certificate.note || ""));
    for (const note of doc.notes) out.push(el("p", { class: "legend" }, note));
    for (const plot of doc.plots || []) out.push(...bars(plot));
  }
  out.push(...distribution(), el("p", { class: "legend" }, `${DATA.tool.name || ""} ${DATA.tool.version || ""} · ${(DATA.tool.plugins || []).join("、")}`));
  return out;
}
function documents() {
  const rows = DATA.documents.map((doc, i) => {
    const count = (s) => doc.findings.filter((f) => f.severity === s).length;
    return el("tr", {}, el("td", {}, el("button", { class: "more", type: "button", on: { click: () => { state.doc = String(i); state.shown = PAGE_SIZE; open("findings"); } } }, doc.about[0] || doc.source)),
      ...["error", "warning", "info"].map((s) => el("td", { class: "n" }, String(count(s)))), el("td", { class: "n" }, String(doc.counts.undecided)));
  });
  return el("table", { class: "docs" }, el("thead", {}, el("tr", {}, el("th", {}, "文件"), ...["错误", "警告", "提示", "未判定"].map((t) => el("th", { class: "n" }, t)))), el("tbody", {}, rows));
}
function bars(plot) {
  const n = plot.series.length, step = 14 * n + 8, left = 230, width = 900;
  const top = Math.max(...plot.bars.flatMap((b) => b.slice(1)), 1e-9);
  const root = svg("svg", { class: "bars", viewBox: `0 0 ${width} ${plot.bars.length * step + 6}`, width: "100%", role: "img", "aria-label": plot.title });
  plot.bars.forEach((bar, i) => {
    const name = svg("text", { x: left - 8, y: i * step + 7 * n + 6, "text-anchor": "end" });
    name.textContent = bar[0].length > 17 ? bar[0].slice(0, 16) + "…" : bar[0];
    root.append(name);
    bar.slice(1).forEach((value, s) => {
      const size = Math.max(0, (value / top) * (width - left - 90));
      root.append(svg("rect", { x: left, y: i * step + s * 14 + 2, width: size, height: 12, class: `b${n === 1 ? 1 : s}` }));
      const text = svg("text", { x: left + size + 5, y: i * step + s * 14 + 12 });
      text.textContent = value.toFixed(2);
      root.append(text);
    });
  });
  const legend = n > 1 ? el("p", { class: "legend" }, ...plot.series.flatMap((s, i) => [svg("svg", { width: 12, height: 12, class: "bars" }, svg("rect", { width: 12, height: 12, class: `b${i}` })), ` ${s}　`])) : null;
  return [el("h2", {}, plot.title), legend, root].filter(Boolean);
}
function distribution() {
  const counts = new Map();
  for (const f of FINDINGS) counts.set(f.rule, [(counts.get(f.rule) || [0])[0] + 1, f.title]);
  const top = [...counts].sort((a, b) => b[1][0] - a[1][0]).slice(0, 20);
  return top.length > 1 ? bars({ title: "问题按规则分布（个）", series: ["个"], bars: top.map(([rule, [n, title]]) => [`${rule} ${title}`, n]) }) : [];
}

function pages() {
  const out = [];
  DATA.documents.forEach((doc, d) => {
    for (const image of doc.images || []) {
      const layer = svg("svg", { viewBox: `0 0 ${image.width} ${image.height}`, preserveAspectRatio: "none" });
      FINDINGS.filter((f) => f.doc === d).forEach((finding) => (finding.places || []).forEach((place) => {
        if (place.page !== image.page || !place.box) return;
        const [x0, y0, x1, y1] = place.box;
        const title = svg("title");
        title.textContent = `${finding.title}：${place.printed}`;
        const link = svg("a", { href: `#${finding.key}`, class: place.role === "culprit" ? "culprit" : "", "aria-label": `${SEVERITY[finding.severity]}：${finding.title}` }, title, svg("rect", { x: x0 - 1, y: y0 - 1, width: Math.max(4, x1 - x0 + 2), height: Math.max(4, y1 - y0 + 2) }));
        if (!out.marked) out.marked = new Set();
        if (!out.marked.has(finding.key)) { link.id = `box-${finding.key}`; out.marked.add(finding.key); }
        link.addEventListener("click", (event) => { event.preventDefault(); goTo(finding); });
        layer.append(link);
      }));
      out.push(el("h2", {}, `${many ? doc.source + " " : ""}第 ${image.page} 页`), el("div", { class: "page" }, el("img", { src: image.data, alt: `第 ${image.page} 页`, loading: "lazy" }), layer));
    }
  });
  return out;
}
function goTo(finding) {
  Object.assign(state, { severity: "", category: "", doc: "", text: "" });
  state.shown = Math.max(PAGE_SIZE, FINDINGS.indexOf(finding) + 1);
  open("findings");
  setTimeout(() => { const target = document.getElementById(finding.key); if (target) { target.scrollIntoView({ block: "center" }); target.focus(); } }, 30);
}

function tables() {
  const out = [el("p", { class: "legend" }, "颜色是该数所在关系的最差结果：", ...STATE_NAME.flatMap((name, i) => [el("i", { class: STATE[i], style: `background:${["#cfe8d7", "#cfe0f2", "#f3e2bd", "#f3c6c2"][i]}` }), name]), el("i", { style: "background:#fff;border:1px solid #999" }), "不在任何关系里；带 ? 的位置是推断的")];
  DATA.documents.forEach((doc, d) => {
    if (many) out.push(el("h2", {}, doc.source));
    for (const table of doc.tables || []) {
      out.push(el("h2", {}, `${table.key} ${table.title}（${table.unit}）`), el("p", { class: "legend" }, table.reason),
        el("div", { class: "scroll" }, el("table", { class: "ledger" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "行"), ...table.columns.map((c) => el("th", { scope: "col" }, c)))),
          el("tbody", {}, table.rows.map((row) => el("tr", {}, el("th", { scope: "row", style: `padding-left:${8 + 12 * Math.max(0, row.level - 1)}px` }, row.label), ...row.cells.map((c) => cellOf(c, d))))))));
    }
  });
  return out;
}
function cellOf(cell, d) {
  if (!cell) return el("td", { class: "s-absent", title: "表里没有这一格" });
  const [printed, id, relations, worst, placed] = cell;
  const text = printed + (placed === "inferred" && printed ? " ?" : "");
  const found = BY_FIGURE.get(`${d}|${id}`) || [];
  const title = relations ? `在 ${relations} 个关系里，最差：${STATE_NAME[worst]}` : "不在任何关系里";
  return el("td", { class: relations ? STATE[worst] : "s-none", title }, found.length ? el("button", { type: "button", on: { click: () => goTo(found[0]) } }, text || "（空白）") : text);
}
function unchecked() {
  const out = [el("p", {}, "下面的内容没有检查或未能判定。没有检查到，不等于没有问题。")];
  DATA.documents.forEach((doc) => {
    if (!doc.unchecked.length) return;
    if (many) out.push(el("h2", {}, doc.source));
    const groups = new Map();
    for (const [text, kind] of doc.unchecked) { if (!groups.has(kind)) groups.set(kind, []); groups.get(kind).push(text); }
    for (const [kind, texts] of groups) out.push(el("h2", {}, `${kind}（${texts.length}）`), el("ul", { class: "plain" }, texts.map((t) => el("li", {}, t))));
  });
  if (out.length === 1) out.push(el("p", {}, "没有。"));
  return out;
}

document.getElementById("about").textContent = many ? `${DATA.documents.length} 份文件${DATA.failed.length ? `，另有 ${DATA.failed.length} 份无法读取` : ""}` : (DATA.documents[0] ? DATA.documents[0].about.join(" · ") : "");
window.addEventListener("beforeprint", () => { state.shown = FINDINGS.length; if (state.tab === "findings") list(); document.querySelectorAll("details").forEach((d) => { d.open = true; }); });
tabs();
open("findings");
