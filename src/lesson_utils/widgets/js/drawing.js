/**
 * A drawing kept as SVG of its own, shown in an `img`: nothing of it can touch the page, and it takes
 * the page's light or dark colours by itself. Its parts are the groups with `data-part`.
 *
 * @typedef {{image: HTMLImageElement, parts: (id: string) => SVGGElement[], draw: () => void,
 *   close: (shown: (id: string) => boolean) => void}} Drawing
 */

/**
 * Show a drawing.
 * @param {string} source SVG
 * @param {HTMLImageElement} image
 * @returns {Drawing}
 */
export function openDrawing(source, image) {
  const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  const groups = /** @type {SVGGElement[]} */ ([...root.querySelectorAll("[data-part]")]);
  const [, , width, height] = (root.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const ids = [...new Set(groups.map((group) => group.dataset.part ?? ""))];
  /** @param {string} id */
  const parts = (id) => groups.filter((group) => group.dataset.part === id);
  const tops = new Map(ids.map((id) => [id, top(parts(id))]));

  function draw() {
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
      new XMLSerializer().serializeToString(root),
    )}`;
  }

  /**
   * Hide rows of a drawing whose parts stand one under the other, and close the gaps.
   * @param {(id: string) => boolean} shown
   */
  function close(shown) {
    let gone = 0;
    ids.forEach((id, index) => {
      for (const group of parts(id)) {
        if (shown(id)) {
          group.removeAttribute("display");
          group.setAttribute("transform", `translate(0 ${-gone})`);
        } else {
          group.setAttribute("display", "none");
        }
      }
      const end = tops.get(ids[index + 1] ?? "") ?? height;
      if (!shown(id)) gone += end - (tops.get(id) ?? end);
    });
    root.setAttribute("viewBox", `0 0 ${width} ${height - gone}`);
    root.setAttribute("height", `${height - gone}pt`);
  }

  draw();
  return { image, parts, draw, close };
}

/**
 * Give how far down a part stands: where its mark is.
 * @param {SVGGElement[]} groups
 * @returns {number}
 */
function top(groups) {
  const mark = groups.map((group) => group.querySelector("use")).find((use) => use !== null);
  return Number(mark?.getAttribute("y") ?? 0);
}
