/** What stands for a shelf in the tests of the shell: it notes what is asked of it. */
window.shelves = {};
window.calls = [];

export function mountShelf(host, studio, shelf) {
  const field = document.createElement("textarea");
  field.setAttribute("aria-label", shelf);
  host.append(field);
  window.studio = studio;
  window.shelves[shelf] = { host, field };
  const note = (what) => (...given) => window.calls.push({ shelf, what, given: structuredClone(given) });
  return { lead: note("lead"), begin: note("begin"), news: () => {}, end: () => {} };
}
