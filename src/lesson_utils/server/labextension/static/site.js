/** Milliseconds after which Python is not waited for in silence. */
const PATIENCE_MS = 120_000;
/** A state of a kernel that answers. */
const ALIVE = ["idle", "busy"];

/**
 * What a page of a site is told besides what JupyterLite needs.
 * @typedef {{lessonSiteUrl?: string, lessonSiteTexts?: Record<string, Record<string, string>>,
 *   litePluginSettings?: Record<string, any>}} PageData
 * @typedef {{address: string, texts: Record<string, Record<string, string>>, python: string[]}} Site
 */

/**
 * Give the site that this page is of; null where a server gave it. Its path divides what a browser
 * keeps: several sites may share one address.
 * @returns {Site | null}
 */
export function siteOfPage() {
  const told = document.getElementById("jupyter-config-data")?.textContent ?? "{}";
  /** @type {PageData} */
  const page = JSON.parse(told);
  if (!page.lessonSiteUrl) return null;
  const address = new URL(page.lessonSiteUrl, document.baseURI).href;
  document.documentElement.dataset.lessonSite = new URL(address).pathname;
  const settings = page.litePluginSettings?.["@jupyterlite/pyodide-kernel-extension:kernel"] ?? {};
  const start = new URL(settings.pyodideUrl ?? "./", address);
  const core = new URL("pyodide.asm.wasm", start);
  const lock = new URL(settings.loadPyodideOptions?.lockFileURL ?? "./", address);
  return { address, texts: page.lessonSiteTexts ?? {}, python: [start, core, lock].map(String) };
}

/** What JupyterLite does when it has opened a notebook: it shows the files beside it. */
const SHOWS_FILES = "docmanager:show-in-file-browser";

/**
 * Have the address of the page name the notebook in front, so that it can be loaded again, kept and
 * given to others: JupyterLite takes it out, and shows its files.
 * @param {import("./room.js").App} app
 * @param {() => void} arrange what puts away again what a student does not need
 */
export function keepOpening({ commands, shell }, arrange) {
  const write = () => {
    const current = /** @type {{context?: {path?: string}} | null} */ (shell.currentWidget);
    const path = current?.context?.path?.replace(/^\w*:/, "");
    const address = new URL(location.href);
    if (!path || address.searchParams.get("path") === path) return;
    address.searchParams.set("path", path);
    history.replaceState(history.state, "", address);
  };
  shell.currentChanged.connect(() => setTimeout(write));
  const push = history.pushState.bind(history);
  history.pushState = (...given) => {
    push(...given);
    setTimeout(write);
  };
  commands.commandExecuted.connect((_, { id, result }) => {
    if (id === SHOWS_FILES) Promise.resolve(result).then(arrange, arrange);
  });
}

/**
 * Say in one sentence that Python does not come, where it is kept away or is very slow, and what
 * goes on without it. Once it is there, nothing is said.
 * @param {import("./room.js").Panel} panel
 * @param {Site} site
 */
export function tellOfPython({ content, context, disposed, node, sessionContext }, { python, texts }) {
  const spoken = context.path.split("/").find((part) => part in texts) ?? document.documentElement.lang;
  const words = texts[spoken] ?? Object.values(texts)[0];
  if (!words) return;
  const said = document.createElement("p");
  said.className = "lesson-python";
  said.setAttribute("role", "status");
  node.append(said);
  const tell = () => {
    if (content.isDisposed || said.textContent) return;
    said.textContent = words.python;
    said.lang = spoken;
  };
  const timer = setTimeout(tell, PATIENCE_MS);
  sessionContext.statusChanged.connect((_, status) => {
    if (!ALIVE.includes(status)) return;
    clearTimeout(timer);
    said.textContent = "";
  });
  disposed.connect(() => clearTimeout(timer));
  reachable(python).then((reached) => reached || tell());
}

/** @type {Promise<boolean> | undefined} asked once a page */
let asked;

/** @param {string[]} addresses */
function reachable(addresses) {
  asked ??= Promise.all(
    addresses.map((address) =>
      fetch(address, { method: "HEAD" }).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  ).then((found) => found.every(Boolean));
  return asked;
}
