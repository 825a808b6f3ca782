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
  const spots = ids.map((id) => ({ id, ...spotOf(parts(id)) }));
  /** From one row to the next, at least. */
  const apart = spots.slice(1).map(({ top }, index) => top - spots[index].top);
  const step = apart.length ? Math.min(...apart) : 0;
  /** A drawing is shown larger than it is drawn. */
  const scale = parseFloat(root.getAttribute("height") ?? "") / height;

  function draw() {
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
      new XMLSerializer().serializeToString(root),
    )}`;
  }

  /**
   * Hide rows of a drawing whose parts stand one under the other, and close the gaps: words of one
   * side never run into each other.
   * @param {(id: string) => boolean} shown
   */
  function close(shown) {
    let gone = 0;
    /** Where the words of each side end. @type {Map<string, number>} */
    const ends = new Map();
    spots.forEach(({ id, top, reach, side }, index) => {
      const here = shown(id);
      if (here) {
        gone = Math.min(gone, top - (ends.get(side) ?? 0));
        ends.set(side, top - gone + reach + step);
      } else gone += (spots[index + 1]?.top ?? height) - top;
      for (const group of parts(id)) {
        if (here) {
          group.removeAttribute("display");
          group.setAttribute("transform", `translate(0 ${-gone})`);
        } else group.setAttribute("display", "none");
      }
    });
    const left = Math.max(height - gone, ...ends.values());
    root.setAttribute("viewBox", `0 0 ${width} ${left}`);
    root.setAttribute("height", `${left * scale}pt`);
  }

  draw();
  return { image, parts, draw, close };
}

/**
 * Give how far down a part's mark stands, how far its words reach from the first line to the last,
 * and on which side of the mark they are.
 * @param {SVGGElement[]} groups
 * @returns {{top: number, reach: number, side: string}}
 */
function spotOf(groups) {
  const mark = groups.map((group) => group.querySelector("use")).find((use) => use !== null);
  const lines = groups.flatMap((group) => [...group.querySelectorAll("text")]);
  const heights = lines.map((line) => Number(line.getAttribute("y")));
  const reach = lines.length ? Math.max(...heights) - Math.min(...heights) : 0;
  return { top: Number(mark?.getAttribute("y") ?? 0), reach, side: lines.at(-1)?.style.textAnchor ?? "" };
}
