/**
 * What JupyterLab loads: the container that it expects of an extension, written by hand, so that
 * nothing has to be bundled. JupyterLab has browsers keep these files for a year: each is asked for
 * with the version that stands in package.json.
 */
(() => {
  const here = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @param {string} name */
  const address = (name) => new URL(name + here.search, here).href;
  const page = /** @type {{_JUPYTERLAB?: Record<string, object>}} */ (window);
  page._JUPYTERLAB = page._JUPYTERLAB ?? {};
  page._JUPYTERLAB["lesson-utils"] = {
    init() {},
    async get() {
      const names = ["room.js", "live.js", "place.js", "quiet.js", "redraw.js", "site.js", "studio.js", "ways.js"];
      const [room, ...parts] = await Promise.all(names.map((name) => import(address(name))));
      const plugin = room.makeRoom(Object.assign({}, ...parts), address("room.css"));
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
