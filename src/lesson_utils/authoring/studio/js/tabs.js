import { OWN_KEYS, make, nextUid, ownKeys } from "../../../browser/dom.js";

/**
 * @typedef {{name: string, label: string, fill: (panel: HTMLElement) => void}} Tab `fill` is called
 *   when the tab is first shown
 */

/**
 * Tabs by the ARIA pattern: arrows, Home and End go from one to the next and show it.
 * @param {string} label
 * @param {Tab[]} tabs
 * @param {(name: string) => void} [changed]
 */
export function studioTabs(label, tabs, changed = () => {}) {
  const list = make("div", { class: "studio-tabs", role: "tablist", "aria-label": label });
  const root = make("div", { class: "studio-side" }, list);
  /** @type {Set<string>} */
  const filled = new Set();
  let current = "";
  const views = tabs.map(({ name, label: words, fill }) => {
    const [id, panelId] = [nextUid(), nextUid()];
    const count = make("span", { class: "count" });
    const button = make("button", { type: "button", role: "tab", id, "aria-controls": panelId }, words, count);
    const panel = make("div", { class: "studio-panel", role: "tabpanel", id: panelId, "aria-labelledby": id, tabindex: "-1" });
    panel.setAttribute(OWN_KEYS, "true");
    button.addEventListener("click", () => show(name));
    const go = ownKeys((/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const here = tabs.findIndex((tab) => tab.name === name);
      const back = getComputedStyle(list).direction === "rtl" ? 1 : -1;
      /** @type {Record<string, number>} */
      const targets = { ArrowRight: here - back, ArrowLeft: here + back, Home: 0, End: tabs.length - 1 };
      if (!(event.key in targets)) return;
      event.preventDefault();
      const next = tabs[(targets[event.key] + tabs.length) % tabs.length];
      show(next.name);
      views.find((view) => view.name === next.name)?.button.focus();
    });
    button.addEventListener("keydown", go);
    list.append(button);
    root.append(panel);
    return { name, button, panel, count, fill };
  });

  /** @param {string} name */
  function show(name) {
    current = views.some((view) => view.name === name) ? name : views[0].name;
    for (const { name: own, button, panel, fill } of views) {
      const chosen = own === current;
      button.setAttribute("aria-selected", `${chosen}`);
      button.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
      if (!chosen || filled.has(own)) continue;
      filled.add(own);
      fill(panel);
    }
    changed(current);
  }

  return {
    root,
    show,
    current: () => current,
    /**
     * Say beside a tab's name how many things are there.
     * @param {string} name
     * @param {string} words
     */
    tell(name, words) {
      const view = views.find((one) => one.name === name);
      if (view) view.count.textContent = words;
    },
  };
}
