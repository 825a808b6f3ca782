/** A kernel for the studio's tests: it answers from a lesson it was given, and can be away. */
export function fakeKernel(lesson) {
  const listeners = new Set();
  const done = new Map();
  const kernel = {
    lesson: structuredClone(lesson),
    away: false,
    deaf: false,
    sent: [],
    undo: [],
    redo: [],
    changed: new Set(),
    answers: {},
    say(message) {
      for (const listener of listeners) listener(structuredClone(message));
    },
    file: (name) => kernel.lesson.files.find((file) => file.name === name),
    /** Change a file as an editor would. */
    edit(name, value) {
      kernel.file(name).value = value;
      kernel.changed.add(name);
    },
  };
  const copy = (value) => structuredClone(value);
  const at = (value, path) => path.reduce((found, step) => found?.[step], value);
  const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
  const history = () => ({ undo: kernel.undo.at(-1)?.words ?? "", redo: kernel.redo.at(-1)?.words ?? "" });
  const news = (names) => ({
    files: kernel.lesson.files.filter(({ name }) => names.includes(name)),
    marks: kernel.lesson.marks,
    history: history(),
    forms: kernel.lesson.forms,
    languages: kernel.lesson.languages,
    title: kernel.lesson.title,
  });

  function make({ file, act, path, value, to }) {
    const whole = { value: kernel.file(file).value };
    const steps = ["value", ...path];
    const last = steps.pop();
    const home = at(whole, steps);
    if (act === "insert") home.splice(last, 0, value);
    else if (act === "move") home.splice(to, 0, ...home.splice(last, 1));
    else if (act === "remove" && Array.isArray(home)) home.splice(last, 1);
    else if (act === "remove" || value === null) delete home[last];
    else home[last] = value;
    kernel.file(file).value = whole.value;
  }

  function save({ changes, words }) {
    const fresh = changes.filter(({ key }) => !done.has(key));
    for (const { file, path, before, act } of fresh) {
      const theirs = at(kernel.file(file).value, path);
      if (act === "set" && before !== undefined && !same(theirs, before)) {
        return { status: "conflict", words: "changed meanwhile", theirs: theirs ?? null };
      }
    }
    if (fresh.length) {
      kernel.undo.push({ words, files: copy(kernel.lesson.files) });
      kernel.redo = [];
    }
    for (const change of fresh) {
      make(change);
      done.set(change.key, true);
    }
    return { status: "saved", words: "", news: news(changes.map(({ file }) => file)) };
  }

  function back(from, onto) {
    const step = from.pop();
    if (!step) return { status: "failed", words: "nothing" };
    onto.push({ words: step.words, files: copy(kernel.lesson.files) });
    kernel.lesson.files = step.files;
    return { status: "saved", words: "", news: news(step.files.map(({ name }) => name)) };
  }

  function anchor({ start, end }) {
    const letters = [...kernel.lesson.article.text];
    const quote = letters.slice(start, end).join("");
    const count = kernel.lesson.article.text.split(quote).length - 1;
    return { anchor: quote, start, end, count, words: count > 1 ? `stands ${count} times` : "" };
  }

  function answer(message) {
    if (message.do in kernel.answers) return kernel.answers[message.do];
    if (message.do === "open") return copy(kernel.lesson);
    if (message.do === "news") {
      const names = [...kernel.changed];
      kernel.changed.clear();
      return news(names);
    }
    if (message.do === "anchor") return anchor(message);
    if (message.do === "save") return save(message);
    if (message.do === "undo") return back(kernel.undo, kernel.redo);
    if (message.do === "redo") return back(kernel.redo, kernel.undo);
    if (message.do === "formats") return { formats: [{ value: "page", label: "Page" }, { value: "moodle", label: "Moodle" }] };
    return { error: `no ${message.do}` };
  }

  kernel.model = {
    get: (name) => (name === "payload" ? { texts: kernel.lesson.texts } : undefined),
    send(message) {
      if (kernel.away) throw new Error("no kernel");
      kernel.sent.push(copy(message));
      if (kernel.deaf) return;
      setTimeout(() => kernel.say({ id: message.id, ...answer(message) }));
    },
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
  };
  return kernel;
}
