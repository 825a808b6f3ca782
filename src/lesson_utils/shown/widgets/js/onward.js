import { make } from "../../../browser/dom.js";
import { notebookOf } from "./notebook.js";

/**
 * Give the notebook's own link to the next one: the last link to a notebook in what is written below
 * the last quiz. JupyterLab knows what a click on it opens, in tabs and in its single view.
 * @param {Element} quiz
 * @returns {HTMLAnchorElement | null} null for a quiz that another one follows, and on other pages
 */
export function linkOnward(quiz) {
  const notebook = notebookOf(quiz);
  if (!notebook) return null;
  const quizzes = [...notebook.querySelectorAll(".lesson-quiz")];
  if (quizzes.at(-1) !== quiz) return null;
  const links = /** @type {HTMLAnchorElement[]} */ ([
    ...notebook.querySelectorAll(".jp-MarkdownCell a[href]"),
  ]);
  return links.filter((link) => leadsOn(link, quiz)).at(-1) ?? null;
}

/**
 * Give the notebook's own link to another one in its folder.
 * @param {Element} view
 * @param {string} name of the file
 * @returns {HTMLAnchorElement | null} null where it has none, or is no notebook
 */
export function linkTo(view, name) {
  const links = /** @type {HTMLAnchorElement[]} */ ([
    ...(notebookOf(view)?.querySelectorAll(".jp-MarkdownCell a[href]") ?? []),
  ]);
  const wanted = `/${encodeURIComponent(name)}`;
  return links.find((link) => !link.hash && link.pathname.endsWith(wanted)) ?? null;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {Element} quiz
 */
function leadsOn(link, quiz) {
  const below = quiz.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  // A link within a notebook has that notebook's own address.
  return Boolean(below) && !link.hash && link.pathname.endsWith(".ipynb");
}

/**
 * Make a link that does what one of the notebook's own does. JupyterLab may write its texts anew: what
 * counts is the link that is there when it is followed.
 * @param {() => HTMLAnchorElement | null} find
 * @param {string} words
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLAnchorElement | null} null where the notebook has no such link
 */
export function sameWay(find, words, attributes = {}) {
  const link = find();
  if (!link) return null;
  const way = make("a", { href: link.href, ...attributes }, words);
  way.addEventListener("click", (event) => {
    event.preventDefault();
    (find() ?? link).click();
  });
  return way;
}
