import { make, say } from "../../../browser/dom.js";

/**
 * @typedef {import("./types.js").Annotation} Claim
 * @typedef {"mode" | "holder"} Facet
 */

/** @type {{facet: Facet, label: "modeLabel" | "holderLabel"}[]} */
const FACETS = [
  { facet: "mode", label: "modeLabel" },
  { facet: "holder", label: "holderLabel" },
];

/**
 * Let the reader keep the claims of one mode, of one holder, or of both. Each choice says how many
 * claims it gives together with the other one. It keeps its place while claims are not marked, so
 * that the text under it does not move.
 * @param {import("./types.js").ReaderPayload} payload
 * @param {() => void} changed
 * @returns {{root: HTMLElement, keeps: (claim: Claim) => boolean, said: () => string,
 *   offer: (offered: boolean) => void}}
 */
export function claimFilter(payload, changed) {
  const { texts } = payload;
  const claims = payload.annotations.filter((annotation) => annotation.kind === "claim");
  const selects = FACETS.map(({ facet, label }) => {
    const select = make("select", {}, make("option", { value: "" }));
    const names = new Map(claims.map((claim) => [claim[facet], claim[label]]));
    for (const value of names.keys()) select.append(make("option", { value }));
    select.addEventListener("change", () => {
      count();
      changed();
    });
    return { facet, select, names };
  });

  /**
   * @param {Claim} claim
   * @param {Facet} [besides] not asked
   */
  function keeps(claim, besides) {
    return selects.every(
      ({ facet, select }) => facet === besides || !select.value || claim[facet] === select.value,
    );
  }

  function count() {
    for (const { facet, select, names } of selects) {
      const open = claims.filter((claim) => keeps(claim, facet));
      for (const option of select.options) {
        const found = open.filter((claim) => !option.value || claim[facet] === option.value);
        const key = option.value ? "ui.reader.filter.choice" : "ui.reader.filter.all";
        const label = names.get(option.value) ?? "";
        option.textContent = say(texts, key, { label, count: found.length });
      }
    }
  }

  function said() {
    const kept = claims.filter((claim) => keeps(claim)).length;
    return say(texts, "ui.reader.filter.shown", { shown: kept, count: claims.length });
  }

  count();
  const labelled = selects.map(({ facet, select }) =>
    make("label", {}, make("span", {}, say(texts, `ui.reader.filter.${facet}`)), select),
  );
  const name = say(texts, "ui.reader.filter");
  const attributes = { class: "filter", role: "group", "aria-label": name, hidden: !claims.length };
  const root = make("div", attributes, ...labelled);
  const offer = (/** @type {boolean} */ offered) => void root.classList.toggle("off", !offered);
  return { root, keeps: (claim) => keeps(claim), said, offer };
}
