/** Spaces are hyphens in the name of a heading, no-break ones only for some of those who write links. */
const SPACES = /\s/g;

/**
 * JupyterLab looks a link's heading up by what the address bar shows of it: one with an accent, or
 * with a space before its question mark, is not found. Here it is, by its words.
 * @param {HTMLElement} node of a lesson's notebook
 */
export function openWays(node) {
  node.addEventListener(
    "click",
    (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
      const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
      const heading = plain && link ? headingOf(node, link) : null;
      if (!heading) return;
      event.preventDefault();
      event.stopPropagation();
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    },
    true,
  );
}

/**
 * @param {HTMLElement} node
 * @param {Element} link
 */
function headingOf(node, link) {
  const wanted = nameOf(link.getAttribute("href")?.slice(1) ?? "");
  const headings = /** @type {HTMLElement[]} */ ([
    ...node.querySelectorAll(":is(h1, h2, h3, h4, h5, h6)[data-jupyter-id]"),
  ]);
  return headings.find(({ dataset }) => nameOf(dataset.jupyterId ?? "") === wanted) ?? null;
}

/** @param {string} fragment */
function nameOf(fragment) {
  try {
    return decodeURIComponent(fragment).replace(SPACES, "-");
  } catch {
    return fragment; // a per cent sign of its own
  }
}
