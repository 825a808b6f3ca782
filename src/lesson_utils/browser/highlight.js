/**
 * Mark a stretch of a text where it is shown. Places are counted in the text as it was written: where
 * something else is shown, as in a page that the browser has translated, all of it is marked.
 * @param {HTMLElement} element
 * @param {string} text what the element is to show
 * @param {number} start in characters of the text
 * @param {number} end
 * @returns {HTMLElement[]}
 */
export function markStretch(element, text, start, end) {
  const shown = element.textContent ?? "";
  if (shown !== text) return markRange(element, 0, shown.length);
  const letters = [...text];
  const units = (/** @type {number} */ count) => letters.slice(0, Math.max(0, count)).join("").length;
  return markRange(element, units(start), units(end));
}

/**
 * Put a stretch of an element's text into marks, one for each text node it touches.
 * @param {HTMLElement} element
 * @param {number} start in units of the element's text
 * @param {number} end
 * @returns {HTMLElement[]}
 */
function markRange(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {[Text, number, number][]} */
  const touched = [];
  let offset = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, text.length);
    if (from < to) touched.push([text, from, to]);
    offset += text.length;
  }
  return touched.map(([text, from, to]) => {
    const mark = document.createElement("mark");
    mark.className = "lesson-evidence";
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    range.surroundContents(mark);
    return mark;
  });
}

/**
 * Take the marks away again.
 * @param {HTMLElement} root
 */
export function unmark(root) {
  for (const mark of root.querySelectorAll(".lesson-evidence")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}
