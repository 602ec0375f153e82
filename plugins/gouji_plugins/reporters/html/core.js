"use strict";
/* All text of documents is put on the page with textContent; nothing here parses markup. */
const DATA = JSON.parse(document.getElementById("data").textContent);
const SEVERITY = { error: "错误", warning: "警告", info: "提示" };
const CATEGORY = { table: "表内", "cross-table": "表间", narrative: "情况说明", ratio: "比率", performance: "绩效", completeness: "完整性", wording: "文字", reading: "读数" };
const GRADE = {
  certain: ["确定", "按印出的数，这里必有错"], likely: ["很可能", "改这个数最说得通，但也有别的改法"], "one-of": ["几处之一", "这几个数里有一个错，数据不能断定是哪一个"],
  tail: ["尾差", "只差末位，像是取整或凑平合计留下的"], suspicion: ["存疑", "通常应当如此，请核实"],
};
const SETTLED = { "": "未结", baseline: "基线中已有", suppression: "已抑制", explanation: "已说明" };
const STATE = ["s-holds", "s-rounding", "s-undecided", "s-violated"];
const STATE_NAME = ["成立", "仅尾数", "未能判定", "不成立"];
const PAGE_SIZE = 40;
const ROWS = 100;
const PRINT_LIMIT = 1000;
const word = (index) => (index === undefined || index === null ? "" : DATA.words[index]);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("aria-")) { node.setAttribute(name, String(value)); continue; }
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, String(value));
  for (const child of children.flat(Infinity)) if (child) node.append(child);
  return node;
}
function words(tag, attributes, text) {
  const node = svg(tag, attributes);
  node.textContent = text;
  return node;
}
const cut = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);
const squeeze = (text, n) => (text.length > n ? `${text.slice(0, Math.ceil(n / 2) - 1)}…${text.slice(text.length - Math.floor(n / 2))}` : text);
const button = (text, handler, attributes) => el("button", { class: "more", type: "button", ...(attributes || {}), on: { click: handler } }, text);
const hidden = (text) => el("span", { class: "vh" }, text);

const FINDINGS = [];
DATA.documents.forEach((doc, d) => doc.findings.forEach((finding, f) => {
  finding.doc = d;
  finding.key = `f-${d}-${f}`;
  finding.settled = finding.settled || "";
  FINDINGS.push(finding);
}));
const BY_KEY = new Map(FINDINGS.map((f) => [f.key, f]));
const BY_FIGURE = new Map();
for (const finding of FINDINGS) for (const place of finding.places || []) {
  if (!place.figure) continue;
  const key = `${finding.doc}|${place.figure}`;
  if (!BY_FIGURE.has(key)) BY_FIGURE.set(key, []);
  BY_FIGURE.get(key).push(finding);
}
const many = DATA.documents.length + DATA.failed.length > 1;
const nameOf = (doc) => doc.department || doc.source.split(/[\\/]/).pop();
const openCount = (doc, severity) => doc.findings.filter((f) => f.severity === severity && !f.settled).length;
const imageOf = (doc, page) => (doc.images || []).find((i) => i.page === page);
const state = { tab: "findings", severity: "", category: "", settled: "", doc: "", text: "", shown: PAGE_SIZE, sort: "error", docs: ROWS };
const panel = document.getElementById("panel");
