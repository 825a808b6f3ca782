/** The cell that "lesson edit" writes (notebooks/studiocell.py), and nothing else. */
const OPENS =
  /^from lesson_utils\.authoring\.studio import edit_lesson\n\nedit_lesson\("[^"\\\n]+", language="(?:fr|en)"\)$/;
const STATIC = /^<p class="lesson-studio-static" lang="(?:fr|en)">[^<]*<\/p>$/;

/** Milliseconds in which the studio is on the page, or nobody waits for it any more. */
const WAIT_MS = 30_000;

/**
 * The teacher's studio opens by itself, where the notebook is as "lesson edit" has made it and this
 * machine trusts it: one cell of code, which opens the studio, and under it what is stored of it.
 * It opens again when its kernel was lost. Any other notebook waits to be run by hand.
 * @param {import("./room.js").Panel} panel
 * @param {import("./room.js").App} app
 */
export function openStudio(panel, { commands, shell }) {
  const cells = [...panel.context.model.cells].filter(({ type }) => type === "code");
  const [cell] = cells.filter(({ sharedModel }) => OPENS.test(sharedModel.getSource()));
  if (!cell) return;
  panel.node.classList.add("lesson-room-studio");
  if (cells.length > 1 || !cell.trusted || !isStored(cell.outputs?.toJSON() ?? [])) return;
  const { sessionContext: session } = panel;
  /** @type {unknown} the kernel that it was opened in, as it was started */
  let opened = null;
  let again = false;

  const isFront = () => shell.currentWidget === panel;
  async function open() {
    const kernel = session.session?.kernel ?? null;
    if (panel.content.isDisposed || !isFront() || !kernel || (kernel === opened && !again)) return;
    if (!opened) goIn(panel.node);
    opened = kernel;
    again = false;
    await commands.execute("notebook:run-all-cells");
    // What is stored is what was there: nothing is left to be saved when the page is closed.
    if (isFront()) await commands.execute("docmanager:save");
  }

  session.ready.then(open);
  shell.currentChanged.connect(open);
  session.kernelChanged.connect(open);
  session.statusChanged.connect((_, status) => {
    if (/restarting$/.test(status)) again = true;
    else if (status === "idle" && again) open();
  });
}

/**
 * Go to the article, for who works with the keyboard: once it is there, if one is nowhere else.
 * @param {HTMLElement} node of the notebook's panel
 */
function goIn(node) {
  const watch = new MutationObserver(() => {
    const text = /** @type {HTMLElement | null} */ (node.querySelector(".lesson-studio .studio-text"));
    if (!text) return;
    watch.disconnect();
    const at = document.activeElement;
    const elsewhere = at?.closest(".lesson-studio, .jp-Dialog, input, textarea");
    if (!elsewhere && (at === document.body || node.contains(at))) text.focus({ preventScroll: true });
  });
  watch.observe(node, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), WAIT_MS);
}

/** @param {any[]} outputs */
function isStored(outputs) {
  const html = outputs[0]?.data?.["text/html"];
  return outputs.length === 1 && STATIC.test(Array.isArray(html) ? html.join("") : String(html));
}
