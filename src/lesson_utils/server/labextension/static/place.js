const ALL = /^(notebook|runmenu):(restart-(and-)?run-all|run-all)/;
const SCROLLER = ".jp-WindowedPanel-outer";
const BY_HAND = ["wheel", "touchstart", "pointerdown", "keydown"];
const CALM = 700; // milliseconds without a change of size: what was run has been drawn

/**
 * JupyterLab goes to the last cell when all cells are run. In a lesson the reader stays in place:
 * what was on top of the screen stays there while the cells are drawn, until the reader moves.
 * @param {{commandExecuted: import("./room.js").Signal}} commands
 * @param {() => import("./room.js").Panel | undefined} current the lesson's notebook in front
 */
export function holdPlace(commands, current) {
  commands.commandExecuted.connect((_, { id, result }) => {
    const panel = ALL.test(id) ? current() : undefined;
    if (panel) hold(panel, result);
  });
}

/** @type {WeakSet<object>} */
const held = new WeakSet();
/** @type {WeakMap<Element, number>} where a notebook was last seen to be scrolled to */
const seen = new WeakMap();

/**
 * Remember where a notebook is scrolled to: JupyterLab 4.4 has left the place before it says that it
 * runs the cells, but the page has not heard of that yet.
 * @param {{node: HTMLElement}} panel
 */
export function watchPlace({ node }) {
  node.addEventListener(
    "scroll",
    ({ target }) => {
      if (target instanceof Element && target.matches(SCROLLER)) seen.set(target, target.scrollTop);
    },
    true,
  );
}

/**
 * @param {import("./room.js").Panel} panel
 * @param {Promise<unknown>} run
 */
function hold({ content, node }, run) {
  const scroller = /** @type {HTMLElement | null} */ (
    node.querySelector(SCROLLER)
  );
  if (!scroller || held.has(content)) return;
  held.add(content);
  node.classList.add("lesson-held");
  const top = () => scroller.getBoundingClientRect().top;
  const left = scroller.scrollTop - (seen.get(scroller) ?? 0);
  const index = content.widgets.findIndex(
    (cell) => cell.node.getBoundingClientRect().bottom + left > top() + 1,
  );
  const cell = content.widgets[index]?.node ?? scroller;
  const before = cell.getBoundingClientRect().top + left - top();
  let timer = 0;
  let over = false;

  const back = () => {
    if (!cell.isConnected) return;
    const moved = cell.getBoundingClientRect().top - top() - before;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  };
  const release = () => {
    clearTimeout(timer);
    sizes.disconnect();
    scroller.removeEventListener("scroll", back);
    for (const name of BY_HAND) window.removeEventListener(name, release, true);
    held.delete(content);
    node.classList.remove("lesson-held");
  };
  const arrive = () => {
    if (!content.isDisposed && index >= 0) {
      const focused = document.activeElement?.classList.contains("jp-Cell");
      content.activeCellIndex = index;
      if (focused) cell.focus({ preventScroll: true });
    }
    back();
    requestAnimationFrame(() => {
      back();
      release();
    });
  };
  const wait = () => {
    back();
    clearTimeout(timer);
    if (over) timer = window.setTimeout(arrive, CALM);
  };
  const sizes = new ResizeObserver(wait);
  for (const each of content.widgets) sizes.observe(each.node);
  scroller.addEventListener("scroll", back);
  for (const name of BY_HAND) window.addEventListener(name, release, true);
  Promise.resolve(run)
    .catch(() => null)
    .then(() => {
      over = true;
      wait();
    });
}
