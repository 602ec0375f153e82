/* Returns what on the page has no name, no text or no place in the outline: what a screen reader would stumble over. */
const faults = [];
const named = (node) => node.getAttribute("aria-label");
for (const i of document.querySelectorAll("img")) if (!i.alt) faults.push("img");
for (const s of document.querySelectorAll("svg[role=img]")) if (!named(s)) faults.push("svg");
for (const a of document.querySelectorAll("svg a")) if (!named(a)) faults.push("a");
for (const b of document.querySelectorAll("button")) if (!b.textContent.trim()) faults.push("button");
for (const i of document.querySelectorAll("input, select")) if (!i.labels.length && !named(i)) faults.push(i.name);
for (const t of document.querySelectorAll("table th")) if (!t.scope) faults.push("th " + t.textContent);
let level = 0;
for (const h of document.querySelectorAll("h1, h2, h3")) {
  const n = Number(h.tagName[1]);
  if (n > level + 1) faults.push(h.tagName + h.textContent);
  level = n;
}
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
if (new Set(ids).size !== ids.length) faults.push("ids");
return faults;
