/** As in site/notebooks.py: what a site's notebooks carry beside the static forms. */
const LIVE = "application/vnd.lesson-utils.live+json";
const HTML = "text/html";
/** What a file of the site is called by its content: nothing that a notebook says leads elsewhere. */
const NAME = /^[0-9a-f]{24}\.(?:css|js|json)$/;
/** Before JupyterLab's own ways to show an output. */
const RANK = -20;
const WRITTEN = ["jp-RenderedHTML", "jp-RenderedHTMLCommon"];

/**
 * What shows an output: a widget of JupyterLab's.
 * @typedef {{node: HTMLElement, isDisposed: boolean, dispose: () => void,
 *   renderModel: (model: {data: Record<string, any>}) => Promise<void>}} Renderer
 * @typedef {{createRenderer: (options: object) => Renderer}} Factory
 * @typedef {{getFactory: (kind: string) => Factory | undefined,
 *   addFactory: (factory: object, rank: number) => void}} Rendering
 */

/**
 * Show the live forms that a notebook of a site carries. No kernel is asked and none is waited for,
 * as JupyterLab's widget manager would: the same module mounts the same view with the same data.
 * Where a file of the site cannot be had, the static form stands.
 * @param {Rendering} rendering of the notebook
 * @param {string} site the address of the site
 */
export function showLive(rendering, site) {
  const still = rendering.getFactory(HTML);
  if (!still) return;
  rendering.addFactory(
    {
      safe: true, // it runs nothing but the site's own modules
      mimeTypes: [LIVE],
      /** @param {object} options */
      createRenderer(options) {
        const renderer = still.createRenderer({ ...options, mimeType: HTML });
        const asStill = renderer.renderModel.bind(renderer);
        const away = renderer.dispose.bind(renderer);
        let close = () => {};
        renderer.dispose = () => {
          close();
          away();
        };
        renderer.renderModel = async (model) => {
          close();
          close = () => {};
          try {
            close = await mount(renderer.node, model.data[LIVE], site);
            if (renderer.isDisposed) close();
          } catch (fault) {
            console.warn("lesson: the static form is shown", fault);
            renderer.node.classList.add(...WRITTEN);
            await asStill(model);
          }
        };
        return renderer;
      },
    },
    RANK,
  );
}

/**
 * @param {HTMLElement} node
 * @param {Record<string, string>} form the names of the files that it is made of
 * @param {string} site
 * @returns {Promise<() => void>} what closes it again
 */
async function mount(node, form, site) {
  /** @param {string} name */
  const address = (name) => {
    if (!NAME.test(name)) throw new Error(`no file of the site: ${name}`);
    return new URL(`static/lesson/${name}`, site).href;
  };
  const [view, state, texts] = await Promise.all([
    import(address(form.module)),
    read(address(form.state)),
    form.texts ? read(address(form.texts)) : null,
  ]);
  if (texts) state.payload.texts = texts;
  await dress(address(form.style));
  const el = document.createElement("div");
  el.dataset.lmSuppressShortcuts = "true";
  node.classList.remove(...WRITTEN);
  node.replaceChildren(el);
  const nothing = () => {};
  /** @param {string} name */
  const get = (name) => state[name];
  const model = { get, set: nothing, save_changes: nothing, send: nothing, on: nothing, off: nothing };
  return view.default.render({ model, el }) ?? nothing;
}

/** @param {string} address */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  return answer.json();
}

/** @type {Map<string, Promise<void>>} the style sheets that the page has */
const worn = new Map();

/** @param {string} address */
function dress(address) {
  const asked =
    worn.get(address) ??
    new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      link.onload = () => resolve(undefined);
      link.onerror = () => reject(new Error(`no style: ${address}`));
      document.head.append(link);
    });
  worn.set(address, asked);
  return asked;
}
