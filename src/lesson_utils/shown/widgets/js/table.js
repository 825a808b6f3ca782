import { asWritten, make } from "../../../browser/dom.js";

/**
 * @typedef {{text: string, quote: string, source: string, url: string}} Cell
 * @typedef {{id: string, cells: Cell[]}} Row
 * @typedef {{summary: string, heads: string[], quoteLanguage: string,
 *   groups: {label: string, rows: Row[]}[]}} TableData
 */

/**
 * Make the table behind a figure; each row has its part's id as `data-id`.
 * @param {TableData} table
 * @param {string} caption
 * @param {string} colon
 * @returns {HTMLTableElement}
 */
export function makeTable(table, caption, colon) {
  const heads = table.heads.map((head) => make("th", { scope: "col" }, head));
  const bodies = table.groups.map(({ label, rows }) => {
    const title = make("th", { scope: "rowgroup", colspan: String(heads.length) }, label);
    return make(
      "tbody",
      {},
      ...(label ? [make("tr", {}, title)] : []),
      ...rows.map((row) =>
        make("tr", { "data-id": row.id }, ...row.cells.map((cell, at) => makeCell(cell, at, table, colon))),
      ),
    );
  });
  return make(
    "table",
    {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads)),
    ...bodies,
  );
}

/**
 * @param {Cell} cell
 * @param {number} at
 * @param {TableData} table
 * @param {string} colon
 * @returns {HTMLElement}
 */
function makeCell(cell, at, table, colon) {
  const parts = [];
  if (cell.text) parts.push(cell.source || cell.quote ? `${cell.text}${colon} ` : cell.text);
  if (cell.url) {
    parts.push(make("a", { href: cell.url, rel: "noopener", target: "_blank" }, cell.source));
  } else if (cell.source) {
    parts.push(cell.source);
  } else if (cell.quote) {
    parts.push(make("q", asWritten(table.quoteLanguage), cell.quote));
  }
  const head = table.heads[at];
  return at === 0
    ? make("th", { scope: "row", "data-head": head }, ...parts)
    : make("td", { "data-head": head }, ...parts);
}
