import { make, nextUid } from "../../../browser/dom.js";
import { languagesShown, standingLine } from "./standing.js";
import { troubleList } from "./troubles.js";
import { focusAfter } from "./focus.js";

/**
 * @typedef {import("./types.js").Report} Report
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {ReturnType<typeof import("./core.js").openCore>} Core
 */

/**
 * Give the address at which Jupyter's server gives a file.
 * @param {string} path from JupyterLab's own folder
 * @param {boolean} download
 */
function fileAddress(path, download) {
  let base = "/";
  try {
    base = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").baseUrl ?? "/";
  } catch {
    // The page is none of JupyterLab's.
  }
  const steps = path.split("/").map(encodeURIComponent).join("/");
  return `${base.replace(/\/?$/, "/")}files/${steps}${download ? "?download=1" : ""}`;
}

/**
 * What is above both panes: undo and redo, languages, check, build, preview, export; what these say.
 * @param {Core} core
 */
export function studioTools(core) {
  const { studio } = core;
  const { lesson, say } = studio;
  const titleId = nextUid();
  const title = make("h2", { id: titleId, dir: "auto" }, lesson.title);
  const undo = button("studio.tools.undo", () => back("undo"));
  const redo = button("studio.tools.redo", () => back("redo"));
  const format = make("select", { "aria-label": say("studio.tools.format") });
  const working = [
    button("studio.tools.check", () => work("check", { run: false })),
    button("studio.tools.run", () => work("check", { run: true }, "run")),
    button("studio.tools.build", () => work("build")),
    button("studio.tools.preview", () => work("preview")),
  ];
  const exporting = button("studio.tools.export", () => work("export", { format: format.value }));
  const exports = make("span", { class: "exports", role: "group", "aria-label": say("studio.tools.exports") }, exporting, format);
  const report = make("section", { class: "studio-report", "aria-label": say("studio.tools.report"), tabindex: "-1" });
  report.hidden = true;
  const line = standingLine(core);
  const history = make("span", { class: "history", role: "group", "aria-label": say("studio.tools.history") }, undo, redo);
  const bar = make("div", { class: "studio-bar" }, history, languagesShown(core), make("span", { class: "works", role: "group", "aria-label": say("studio.tools.works") }, ...working, exports));
  const readonly = lesson.readonly ? [make("p", { class: "studio-readonly" }, lesson.readonly)] : [];
  const root = make("header", { class: "studio-head" }, make("div", { class: "studio-title" }, title, line.root), ...readonly, bar, report);
  let busy = false;

  /** @param {string} key @param {() => void} act */
  function button(key, act) {
    const node = make("button", { type: "button" }, say(key));
    node.addEventListener("click", () => {
      if (node.getAttribute("aria-disabled") !== "true") act();
    });
    return node;
  }

  /**
   * A button that can do nothing keeps the focus it has.
   * @param {HTMLElement} node
   * @param {boolean} can
   */
  function enable(node, can) {
    node.setAttribute("aria-disabled", `${!can}`);
  }

  function redraw() {
    title.textContent = lesson.title;
    const idle = !busy && core.standing().waiting === 0 && !lesson.readonly;
    for (const { node, what } of /** @type {{node: HTMLElement, what: "undo" | "redo"}[]} */ ([{ node: undo, what: "undo" }, { node: redo, what: "redo" }])) {
      const words = lesson.history[what];
      node.title = words;
      node.setAttribute("aria-label", words ? say(`studio.tools.${what}.what`, { what: words }) : say(`studio.tools.${what}`));
      enable(node, idle && words !== "");
    }
    for (const node of [...working, exporting]) enable(node, !busy);
  }

  /** @param {"undo" | "redo"} what */
  async function back(what) {
    const words = lesson.history[what];
    if (busy || !words || core.standing().waiting || lesson.readonly) return;
    busy = true;
    redraw();
    try {
      const saved = await studio.ask(what);
      core.take(saved.news);
      const done = saved.status === "saved";
      const told = saved.words || say(`studio.tools.${what}.done`, { what: words });
      studio.announce(told);
      if (!done) show({ good: false, words: told, troubles: [], files: [] });
    } catch (error) {
      fail(error);
    }
    busy = false;
    redraw();
  }

  /** @param {unknown} error */
  function fail(error) {
    show({ good: false, words: /** @type {Error} */ (error).message, troubles: [], files: [] });
  }

  /** @param {string} words */
  function progress(words) {
    report.hidden = false;
    report.className = "studio-report busy";
    report.replaceChildren(make("p", {}, make("progress", { "aria-label": words }), " ", make("span", {}, words)));
    studio.announce(words);
  }

  /**
   * @param {string} what
   * @param {Record<string, any>} [more]
   * @param {string} [name]
   */
  async function work(what, more = {}, name = what) {
    if (busy) return;
    busy = true;
    redraw();
    progress(say(`studio.tools.${name}.busy`));
    const from = document.activeElement;
    try {
      show(await studio.ask(what, more, progress), what === "export");
      focusAfter(report, from);
    } catch (error) {
      fail(error);
    }
    busy = false;
    redraw();
  }

  /**
   * @param {Report} told
   * @param {boolean} [download]
   */
  function show({ good, words, troubles, files }, download = false) {
    const close = make("button", { type: "button" }, say("studio.tools.close"));
    close.addEventListener("click", () => (report.hidden = true));
    const made = (files ?? []).map(({ label, path }) => {
      const link = make("a", { href: fileAddress(path, download), target: "_blank", rel: "noopener", "data-lm-suppress-shortcuts": "true" }, label);
      return make("li", {}, link);
    });
    report.className = `studio-report ${good ? "good" : "bad"}`;
    report.replaceChildren(
      make("p", { class: "verdict" }, make("strong", {}, say(good ? "studio.tools.good" : "studio.tools.bad")), " ", make("span", { dir: "auto" }, words), " ", close),
      ...(made.length ? [make("ul", { class: "files" }, ...made)] : []),
      ...(troubles?.length ? [troubleList(troubles, studio)] : []),
    );
    report.hidden = false;
    studio.announce(words);
  }

  studio.ask("formats").then(
    ({ formats }) => format.replaceChildren(...formats.map((/** @type {{value: string, label: string}} */ one) => make("option", { value: one.value }, one.label))),
    () => {},
  );
  core.watch(redraw);
  redraw();
  return {
    root,
    titleId,
    redraw,
    back,
    /** @param {string} words what went wrong */
    trouble: (words) => show({ good: false, words, troubles: [], files: [] }),
  };
}
