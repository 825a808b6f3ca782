/**
 * JupyterLab's objects, as far as they are used here.
 * @typedef {{connect: (slot: (sender: any, value: any) => void) => void}} Signal
 * @typedef {{node: HTMLElement, isHidden: boolean, setHidden: (hidden: boolean) => void,
 *   children: () => Iterable<Part>}} Part
 * @typedef {{ready: Promise<void>, path: string, model: {cells: Iterable<Cell>}}} Context
 * @typedef {{type: string, trusted?: boolean, outputs?: {toJSON: () => any[]},
 *   sharedModel: {getSource: () => string}}} Cell
 * @typedef {{ready: Promise<void>, isDisposed: boolean, session: {kernel: object | null} | null,
 *   kernelChanged: Signal, statusChanged: Signal}} Session
 * @typedef {{node: HTMLElement, widgets: {node: HTMLElement}[], activeCellIndex: number,
 *   isDisposed: boolean, rendermime: import("./live.js").Rendering}} Notebook
 * @typedef {{node: HTMLElement, content: Notebook, context: Context, toolbar: Part,
 *   sessionContext: Session, disposed: Signal}} Panel
 * @typedef {Part & {mode?: string, modeChanged?: Signal, currentChanged: Signal,
 *   currentWidget: object | null, restored: Promise<unknown>,
 *   collapseLeft: () => void, collapseRight: () => void}} Shell
 * @typedef {{shell: Shell, commands: {commandExecuted: Signal,
 *   execute: (name: string, args?: object) => Promise<unknown>},
 *   docRegistry: {addWidgetExtension: (factory: string, extension: object) => void}}} App
 * @typedef {Pick<typeof import("./place.js"), "holdPlace" | "watchPlace">
 *   & Pick<typeof import("./live.js"), "showLive">
 *   & Pick<typeof import("./quiet.js"), "quietKeys" | "saveFromFields">
 *   & Pick<typeof import("./redraw.js"), "redrawLate">
 *   & Pick<typeof import("./site.js"), "keepOpening" | "siteOfPage" | "tellOfPython">
 *   & Pick<typeof import("./studio.js"), "openStudio">
 *   & Pick<typeof import("./ways.js"), "openWays">} Parts
 */

const AROUND = "#jp-top-panel, .jp-SideBar, #jp-main-statusbar";
/** JupyterLab has written the address of a notebook by then. */
const SETTLED_MS = 300;
const LESSON = /\blesson_utils\b/;

/**
 * Tell whether a notebook is a lesson's: one of its cells uses the package.
 * @param {{cells: Iterable<Cell>}} model
 */
function isLesson(model) {
  return [...model.cells].some((cell) => cell.type === "code" && LESSON.test(cell.sharedModel.getSource()));
}

/**
 * @param {Part} part
 * @returns {Generator<Part>}
 */
function* within(part) {
  for (const child of part.children()) {
    yield child;
    yield* within(child);
  }
}

/** @param {Part} part */
function isAround(part) {
  return part.node.matches(AROUND);
}

/**
 * The room in which a student reads. It is JupyterLab's own simple interface ("/doc" addresses):
 * there, a lesson's notebook shows neither code nor the tools for it. Whoever leaves the simple
 * interface (View > Appearance) has all of them, and so has every other notebook.
 * @param {App} app
 * @param {Parts} parts
 */
function openRoom(app, parts) {
  const { holdPlace, openStudio, openWays, quietKeys, redrawLate, saveFromFields, watchPlace } = parts;
  const { shell } = app;
  const site = parts.siteOfPage();
  /** @type {Map<object, Panel>} */
  const lessons = new Map();
  /** @type {Set<Part>} what is hidden here, to be shown again */
  const hidden = new Set();

  /** @param {Part} part @param {boolean} away */
  const putAway = (part, away) => {
    if (away && !part.isHidden) {
      part.setHidden(true);
      hidden.add(part);
    } else if (!away && hidden.delete(part)) {
      part.setHidden(false);
    }
  };

  let inside = false;
  const update = () => {
    const simple = shell.mode === "single-document";
    for (const panel of lessons.values()) {
      panel.node.classList.toggle("lesson-room", simple);
      putAway(panel.toolbar, simple);
    }
    const entered = simple && lessons.has(shell.currentWidget ?? shell);
    if (entered === inside) return;
    inside = entered;
    arrange();
  };
  const arrange = () => {
    if (inside) {
      shell.collapseLeft();
      shell.collapseRight();
    }
    for (const part of [...within(shell)].filter(isAround)) putAway(part, inside);
  };

  if (site) parts.keepOpening(app, arrange);
  else goBack(app.commands, () => inside);
  shell.modeChanged?.connect(update);
  shell.currentChanged.connect(update);
  app.docRegistry.addWidgetExtension("Notebook", {
    /** @param {Panel} panel @param {Context} context */
    createNew(panel, context) {
      if (site) parts.showLive(panel.content.rendermime, site.address);
      context.ready.then(() => {
        if (!isLesson(context.model) || panel.content.isDisposed) return;
        lessons.set(panel, panel);
        panel.disposed.connect(() => {
          lessons.delete(panel);
          hidden.delete(panel.toolbar);
        });
        quietKeys(panel.node);
        saveFromFields(panel.node, app.commands);
        openWays(panel.node);
        redrawLate(panel);
        openStudio(panel, app);
        if (site) parts.tellOfPython(panel, site);
        watchPlace(panel);
        update();
        shell.restored.then(update);
      });
    },
  });
  holdPlace(app.commands, () => lessons.get(shell.currentWidget ?? shell));
}

/**
 * JupyterLab writes the address of the notebook in front, and does not go back to it. Here the
 * browser's ways back and forward lead to it, and what they open is no new place to go back from.
 * @param {App["commands"]} commands
 * @param {() => boolean} inside whether a lesson is read
 */
function goBack(commands, inside) {
  let going = 0;
  const push = history.pushState.bind(history);
  history.pushState = (...given) => (going ? history.replaceState(...given) : push(...given));
  window.addEventListener("popstate", () => {
    const [, path = ""] = window.location.pathname.split("/tree/");
    if (!inside() || !path.endsWith(".ipynb")) return;
    going += 1;
    const over = () => setTimeout(() => (going -= 1), SETTLED_MS);
    commands.execute("docmanager:open", { path: decodeURIComponent(path) }).then(over, over);
  });
}

/**
 * Make the plugin that JupyterLab starts.
 * @param {Parts} parts
 * @param {string} style its address
 */
export function makeRoom(parts, style) {
  return {
    id: "lesson-utils:room",
    autoStart: true,
    /** @param {App} app */
    activate(app) {
      // Voilà loads JupyterLab's extensions too, and has one page without panels.
      if (!app.shell.currentChanged) return;
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = style;
      document.head.append(link);
      openRoom(app, parts);
    },
  };
}
