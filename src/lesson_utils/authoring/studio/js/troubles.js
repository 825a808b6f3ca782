import { make } from "../../../browser/dom.js";

/**
 * @typedef {import("./types.js").Studio} Studio
 * @typedef {import("./types.js").Trouble} Trouble
 */

/**
 * List troubles, each leading to its item and field.
 * @param {Trouble[]} troubles
 * @param {Pick<Studio, "say" | "lead">} studio
 * @returns {HTMLElement}
 */
export function troubleList(troubles, { say, lead }) {
  const list = make("ul", { class: "studio-troubles" });
  // What fails comes before what is worth knowing.
  for (const trouble of [...troubles].sort((one, other) => Number(one.notice) - Number(other.notice))) {
    const kind = make("strong", {}, say(trouble.notice ? "studio.tools.notice" : "studio.tools.trouble"));
    const place = [trouble.file, trouble.item].filter(Boolean).join(" · ");
    const row = make("li", { class: trouble.notice ? "notice" : "fails" }, kind, " ", make("span", { dir: "auto" }, trouble.words));
    if (trouble.file) {
      const button = make("button", { type: "button", class: "plain" }, say("studio.tools.lead", { place }));
      button.addEventListener("click", () => lead(trouble.file, trouble.path));
      row.append(" ", button);
    }
    list.append(row);
  }
  return list;
}
