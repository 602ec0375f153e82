/* Tabs, the line at the top, printing. */
const VIEWS = { findings, overview, pages, tables, unchecked };
const waitingCount = DATA.documents.reduce((n, d) => n + d.unchecked.filter((u) => u[0] !== DATA.idle).length, 0) + DATA.failed.length;
const TABS = [["findings", `问题（${FINDINGS.length}）`], ["overview", "概览"]];
if (DATA.documents.some((d) => (d.images || []).length)) TABS.push(["pages", "页面"]);
if (DATA.documents.some((d) => (d.tables || []).length)) TABS.push(["tables", "各表"]);
TABS.push(["unchecked", `没有检查的（${waitingCount}）`]);

function tabs() {
  document.getElementById("tabs").replaceChildren(...TABS.map(([name, title], at) => el("button", {
    role: "tab", id: `tab-${name}`, type: "button", "aria-selected": state.tab === name, "aria-controls": "panel", tabindex: state.tab === name ? 0 : -1,
    on: { click: () => show(name), keydown: (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const [next] = TABS[(to + TABS.length) % TABS.length];
      show(next);
      document.getElementById(`tab-${next}`).focus();
    } },
  }, title)));
  panel.setAttribute("aria-labelledby", `tab-${state.tab}`);
}
function show(name) {
  state.tab = name;
  tabs();
  panel.replaceChildren(...VIEWS[name]());
  if (name === "findings") list();
  window.scrollTo(0, 0);
}
function gist() {
  const n = (s) => DATA.documents.reduce((sum, d) => sum + openCount(d, s), 0);
  const bits = Object.entries(SEVERITY).map(([s, name]) => [s, n(s), name]).filter(([, count]) => count);
  const out = bits.length ? bits.map(([s, count, name]) => el("span", { class: `tag sev-${s}` }, `${count} 个${name}`)) : [el("span", { class: "tag sev-ok" }, "没有发现问题")];
  out.push(button(`${waitingCount} 项没有检查或未能判定`, () => show("unchecked"), { class: "link" }));
  return out;
}

document.getElementById("about").textContent = many ? `${DATA.documents.length} 份文件${DATA.failed.length ? `，另有 ${DATA.failed.length} 份无法读取` : ""}` : (DATA.documents[0] ? `${DATA.documents[0].about.join(" · ")}　${DATA.documents[0].source}` : (DATA.failed[0] ? DATA.failed[0].source : ""));
document.getElementById("gist").replaceChildren(...gist());
document.getElementById("foot").textContent = `${DATA.tool.name || ""} ${DATA.tool.version || ""} · 规则包 ${(DATA.tool.packs || []).join("、")} · 插件 ${(DATA.tool.plugins || []).join("、")}`;
let printing = null;
window.addEventListener("beforeprint", () => {
  /* On paper everything follows on: overview, findings, what was not checked. */
  if (printing) return;
  printing = { scroll: window.scrollY };
  const shown = FINDINGS.slice(0, PRINT_LIMIT).map(card);
  if (FINDINGS.length > PRINT_LIMIT) shown.push(el("p", { class: "warn" }, `只印出前 ${PRINT_LIMIT} 个问题，另有 ${FINDINGS.length - PRINT_LIMIT} 个`));
  panel.replaceChildren(...overview(), el("h2", {}, `问题（${FINDINGS.length}）`), ...shown, el("h2", {}, "没有检查的"), ...unchecked().slice(1));
  panel.querySelectorAll("details").forEach((d) => { d.open = true; });
  panel.querySelectorAll("svg.crop").forEach((s) => s.fill());
});
window.addEventListener("afterprint", () => { const { scroll } = printing || { scroll: 0 }; printing = null; show(state.tab); window.scrollTo(0, scroll); });
show("findings");
