/* The list of findings: filters, search, cards. */
const searched = (f) => {
  if (!f.hay) f.hay = [f.id, f.rule, word(f.title), f.message, f.where, f.printed, f.expected, f.quote ? f.quote[0] : "", DATA.documents[f.doc].source, nameOf(DATA.documents[f.doc])].join(" ").toLowerCase();
  return f.hay;
};
function matches(finding, wanted) {
  if (state.severity && finding.severity !== state.severity) return false;
  if (state.category && finding.category !== state.category) return false;
  if (state.settled && (state.settled === "open" ? finding.settled : finding.settled !== state.settled)) return false;
  if (state.doc !== "" && finding.doc !== Number(state.doc)) return false;
  return !wanted.length || wanted.every((w) => searched(finding).includes(w));
}
const LONG = 50;
function select(label, name, options) {
  const items = (all) => all.map(([value, text]) => el("option", { value, selected: state[name] === String(value) }, text));
  /* A long list is laid out only when somebody turns to it: measuring a thousand names takes longer than all the rest of the page. */
  const few = options.length <= LONG ? options : options.filter(([value]) => state[name] === String(value));
  const fill = () => { if (node.options.length <= few.length + 1) node.replaceChildren(el("option", { value: "" }, "全部"), ...items(options)); };
  const node = el("select", { name, on: { change: (e) => { state[name] = e.target.value; state.shown = PAGE_SIZE; list(); }, ...(few === options ? {} : { focus: fill, pointerdown: fill }) } }, el("option", { value: "" }, "全部"), items(few));
  return el("label", {}, `${label} `, node);
}
function findings() {
  const categories = [...new Set(FINDINGS.map((f) => f.category))].map((c) => [c, CATEGORY[c] || c]);
  const settled = [...new Set(FINDINGS.map((f) => f.settled))].filter(Boolean);
  let waiting = 0;
  const filters = el("div", { class: "filters", role: "search" },
    el("input", { type: "search", "aria-label": "在问题中查找", placeholder: "查找：单位、表名、科目、数字、编号……", value: state.text, on: { input: (e) => { state.text = e.target.value; state.shown = PAGE_SIZE; clearTimeout(waiting); waiting = setTimeout(list, FINDINGS.length > 2000 ? 150 : 0); } } }),
    select("程度", "severity", Object.entries(SEVERITY)), select("类别", "category", categories),
    settled.length ? select("处理", "settled", [["open", "未结"], ...settled.map((s) => [s, SETTLED[s]])]) : null,
    many && DATA.documents.length <= 2000 ? select("文件", "doc", DATA.documents.map((d, i) => [i, cut(`${nameOf(d)} ${d.source}`, 60)])) : null,
    el("span", { id: "count", role: "status", "aria-live": "polite", class: "legend" }));
  return [...failures(), el("h2", { class: "vh" }, "问题"), filters, el("div", { id: "whose" }), el("div", { id: "list" })];
}
const FEW = 5;
function failures() {
  /* Many unreadable files are counted first and listed when asked for, so that the findings of the others stay in sight. */
  const failed = DATA.failed.length <= FEW ? DATA.failed.map((f) => el("p", { class: "warn" }, `无法读取：${f.message}`))
    : [el("details", { class: "warn" }, el("summary", {}, el("b", {}, `${DATA.failed.length} 份文件无法读取，没有检查`), "（点开列出各份和原因）"), el("ul", { class: "plain" }, DATA.failed.map((f) => el("li", {}, f.message))))];
  return [...failed, ...DATA.problems.map((p) => el("p", { class: "warn" }, `运行问题：${p}`)), ...DATA.said.map((s) => el("p", { class: "warn soft" }, s))];
}
function list() {
  const target = document.getElementById("list");
  if (!target) return;
  const wanted = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = FINDINGS.filter((f) => matches(f, wanted));
  document.getElementById("count").textContent = found.length === FINDINGS.length ? `${found.length} 个问题` : `${found.length} 个问题（共 ${FINDINGS.length} 个）`;
  const cards = found.slice(0, state.shown).map(card);
  if (!found.length) cards.push(el("p", {}, FINDINGS.length ? "没有符合条件的问题。" : "没有发现问题。没有检查到的内容见“没有检查的”。"));
  const left = found.length - state.shown;
  if (left > 0) cards.push(button(`再显示 ${Math.min(PAGE_SIZE, left)} 个（还有 ${left} 个）`, () => { const first = state.shown; state.shown += PAGE_SIZE; list(); const next = target.children[first]; if (next) next.focus(); }));
  const doc = state.doc === "" ? null : DATA.documents[Number(state.doc)];
  document.getElementById("whose").replaceChildren(...(doc ? [el("p", {}, el("b", {}, doc.about.join(" · "))), ...aboutDocument(doc)] : []));
  target.replaceChildren(...cards);
}
function marked([text, start, end]) {
  if (!(end > start)) return [text];
  return [text.slice(0, start), el("mark", {}, text.slice(start, end)), text.slice(end)];
}
function line(name, ...value) { return value.flat().some((v) => v) ? [el("dt", {}, name), el("dd", {}, ...value)] : []; }
function more(title, items, open, ordered) {
  if (!items || !items.length) return null;
  return el("details", { open }, el("summary", {}, `${title}（${items.length}）`), el(ordered ? "ol" : "ul", { class: "plain" }, items.map((i) => el("li", {}, i))));
}
function card(finding) {
  const doc = DATA.documents[finding.doc], places = finding.places || [], grade = GRADE[finding.grade];
  const unit = finding.unit && !String(finding.expected || "").endsWith(finding.unit) ? ` ${finding.unit}` : "";
  const due = finding.expected ? el("b", { class: "due" }, `${finding.expected}${unit}`)
    : finding.range ? `${finding.range[0]} 到 ${finding.range[1]} ${finding.unit || ""} 之间` : null;
  const place = mainPlace(finding), image = place && place.box && imageOf(doc, place.page), pair = finding.printed || due;
  return el("article", { class: `finding f-${finding.severity}${finding.settled ? " f-settled" : ""}`, id: finding.key, tabindex: -1, "aria-labelledby": `${finding.key}-t` },
    el("h3", { id: `${finding.key}-t` }, el("span", { class: `tag sev-${finding.severity}` }, SEVERITY[finding.severity]), ` ${word(finding.title)} `, finding.settled ? el("span", { class: "tag" }, SETTLED[finding.settled]) : null),
    el("p", { class: "message" }, finding.message),
    el("dl", {},
      line("位置", many ? `${doc.source}　` : "", finding.where || ""),
      pair ? line("印刷", finding.printed ? el("b", {}, `${finding.printed}${finding.unit && !finding.printed.endsWith(finding.unit) ? ` ${finding.unit}` : ""}`) : finding.unit ? "（空白）" : "", due ? [el("span", { class: "arrow" }, "　应为 "), due] : "") : [],
      finding.expected ? [] : line("对照", places.filter((p) => p !== place && (p.printed || p.figure)).slice(0, 3).map((p) => el("div", {}, `${p.label} `, el("b", {}, p.printed || "（空白）"), p.place ? `（${p.place}）` : ""))),
      line("把握", grade ? [el("b", {}, grade[0]), `：${grade[1]}`] : ""),
      line("处理", finding.suppressed ? `${SETTLED[finding.settled]}：${finding.suppressed}` : ""),
      line("可能原因", finding.story || ""),
      line("依据", word(finding.basis))),
    finding.quote ? el("p", { class: "quote" }, ...marked(finding.quote)) : null,
    crop(finding),
    source(finding),
    more("不成立的关系", finding.relations && finding.relations.map((r) => el("span", { class: "rel" }, r)).concat(finding.more ? [`另有 ${finding.more} 个，见 CSV、JSON 报告`] : []), (finding.relations || []).length <= 3),
    more("也可能是", finding.alternatives),
    more("为什么是这个数", finding.steps, false, true),
    places.length > 1 ? el("details", {}, el("summary", {}, `涉及的数（${places.length}）和关系图`), el("ul", { class: "plain" }, places.map((p) => el("li", {}, `${p.label}：${p.printed || "（空白）"}${p.culprit ? " ← 疑误" : ""}${p.inferred ? "（位置为推断，请核对）" : ""}　${p.place || ""}`))), graph(finding)) : null,
    el("p", { class: "meta" }, [CATEGORY[finding.category] || finding.category, word(finding.class), finding.rule, finding.id].filter(Boolean).join(" · ")),
    el("p", { class: "jumps" },
      image ? button(`看第 ${image.page} 页`, () => showPage(finding)) : null,
      place && place.figure && cellExists(finding.doc, place.figure) ? button("看这张表", () => showCell(finding.doc, place.figure)) : null));
}
function source(finding) {
  if (!(finding.lines || []).length) return null;
  const place = mainPlace(finding), at = Number((/第(\d+)行/.exec(place.place || "") || [])[1]);
  return el("details", {}, el("summary", {}, "原文这几行"), el("table", { class: "source" }, el("tbody", {}, finding.lines.map(([n, text]) => el("tr", { class: n === at ? "here" : "" }, el("th", { scope: "row" }, String(n)), el("td", {}, text))))));
}
function goTo(finding) {
  Object.assign(state, { severity: "", category: "", settled: "", doc: "", text: "" });
  state.shown = Math.max(PAGE_SIZE, FINDINGS.indexOf(finding) + 1);
  show("findings");
  focusOn(finding.key);
}
function focusOn(id) {
  const target = document.getElementById(id);
  if (target) { target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); }
}
