import { make } from "../../../browser/dom.js";

/**
 * @typedef {ReturnType<typeof import("./core.js").openCore>} Core
 */

/**
 * Say whether what was typed is in the files; list what is in none.
 * @param {Core} core
 */
export function standingLine(core) {
  const { studio } = core;
  const { say } = studio;
  const line = make("p", { class: "studio-standing", role: "status" });
  const list = make("ul");
  const summary = make("summary");
  const aside = make("details", { class: "studio-aside" }, summary, make("p", {}, say("studio.link.aside.how")), list);
  let told = "";
  let listed = "";

  function redraw() {
    const { kept, waiting, words } = core.standing();
    const key = kept === "lost" && !waiting ? "studio.link.lost" : `studio.link.${kept === "lost" ? "unkept" : kept}`;
    const said = [say(key, { count: waiting }), words].filter(Boolean).join(" ");
    line.dataset.kept = kept;
    if (said !== told) line.textContent = said;
    told = said;
    redrawAside();
  }

  function redrawAside() {
    const parcels = core.aside();
    const state = parcels.map(({ key }) => key).join(" ");
    aside.hidden = !parcels.length;
    if (state === listed) return;
    listed = state;
    summary.textContent = say("studio.link.aside", { count: parcels.length });
    list.replaceChildren(
      ...parcels.map(({ key, parcel }) => {
        const again = make("button", { type: "button" }, say("studio.link.aside.again"));
        again.addEventListener("click", async () => {
          const { status, words } = await core.again(key, parcel);
          if (status !== "saved") studio.announce(words);
        });
        const drop = make("button", { type: "button" }, say("studio.link.aside.drop"));
        drop.addEventListener("click", () => core.forget(key));
        const typed = parcel.changes.map(({ value }) => typedIn(value)).filter(Boolean).join("\n");
        return make("li", {}, make("b", {}, parcel.words), make("pre", { tabindex: "0", dir: "auto" }, typed), again, " ", drop);
      }),
    );
  }

  core.watch(redraw);
  redraw();
  return { root: make("div", { class: "studio-state" }, line, aside) };
}

/**
 * Give all texts that stand in a value, one a line.
 * @param {any} value
 * @returns {string}
 */
function typedIn(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  return Object.values(value).map(typedIn).filter(Boolean).join("\n");
}

/**
 * Choose whether all languages are shown side by side, or one alone.
 * @param {Core} core
 */
export function languagesShown(core) {
  const { lesson, say, shown } = core.studio;
  const select = make("select", { "aria-label": say("studio.shell.languages") });

  function redraw() {
    const names = lesson.languages.map((code) => ({ code, name: lesson.languageNames[code] ?? code }));
    const all = { code: "", name: say("studio.shell.languages.all") };
    const choices = names.length > 1 ? [all, ...names] : names;
    select.replaceChildren(...choices.map(({ code, name }) => make("option", { value: code }, name)));
    select.value = shown.length === 1 && names.length > 1 ? shown[0] : choices[0]?.code ?? "";
    select.hidden = names.length < 2;
  }

  select.addEventListener("change", () => core.show(select.value ? [select.value] : [...lesson.languages]));
  core.studio.hear((news) => {
    if (news.languages) redraw();
  });
  redraw();
  return select;
}
