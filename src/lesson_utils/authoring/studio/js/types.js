/**
 * What the studio's browser side and its kernel say to one another, and what its parts share.
 *
 * A request goes to the kernel as `{id, do, ...}`; its answer comes back as `{id, ...}`. Offsets
 * into the article count characters (code points), as Python does. A path is steps into the value
 * of a file: `["questions", 3, "options", 1, "feedback", "fr"]`; of a list, its first step is an index.
 *
 * @typedef {Record<string, string>} Texts words of the interface, by key
 * @typedef {(string | number)[]} Path
 * @typedef {{start: number, end: number}} Span
 *
 * @typedef {object} Field one field of a form, made from the type that validates the files
 * @property {string} name the key in the file
 * @property {string} label
 * @property {string} help a sentence, or empty
 * @property {"text" | "localized" | "choice" | "flag" | "integer" | "number" | "date" | "passage"
 *   | "passages" | "list" | "group"} kind `localized`: a text in each language, or one for all;
 *   `passage`: a place of the article; `passages`: one or several, in any form a file may have;
 *   `list`: parts that can be ordered; `group`: fields together
 * @property {boolean} long whether it is written in several lines
 * @property {boolean} required
 * @property {boolean} [spread] of a `passage`: its quote, occurrence, prefix and suffix stand in the
 *   mapping itself that the field is in (an annotation, a sentence to classify)
 * @property {boolean} [same] whether a `localized` text may be one for all languages
 * @property {{value: string | number | boolean, label: string}[]} [choices]
 * @property {Field[]} [fields] of a group
 * @property {string} [bare] of a group: the field that may stand in the group's place, alone
 * @property {boolean} [named] of a group that has an id, which the studio gives it
 * @property {Field} [item] of a list: each of its parts
 * @property {string[]} [parts] of a list that has always as many: what each is called
 * @property {boolean} [sole] of a flag in the parts of a list: one part alone may have it
 * @property {{file: string, path: Path, fields: Field[]}} [grows] of a choice: the list that its choices
 *   come from, to which one can be added with these fields
 * @property {number} [least] of a list or a number
 * @property {number} [most]
 *
 * @typedef {object} Form
 * @property {string} name the type of question, the kind of annotation, or the file's
 * @property {string} label
 * @property {string} help
 * @property {Field[]} fields in the order in which they are written
 *
 * @typedef {object} Trouble a problem, at its field
 * @property {string} file
 * @property {Path} path
 * @property {string} item the id of what it is about, or empty
 * @property {string} words what is wrong and what to do, as `lesson check` says it
 * @property {number | null} line
 * @property {boolean} notice worth knowing: nothing fails for it
 *
 * @typedef {object} Mark a place of the article that something in a file is about
 * @property {string} file
 * @property {Path} path of the item
 * @property {string} item its id
 * @property {string} kind term, actor, place, name, date, claim, question, timeline, step, level
 * @property {boolean} draft
 * @property {number} start
 * @property {number} end
 *
 * @typedef {object} DataFile
 * @property {string} name "annotations.yml", "quizzes/contexte.yml"
 * @property {"annotations" | "facts" | "gists" | "levels" | "steps" | "timeline" | "quiz"
 *   | "lesson" | "places"} shelf
 * @property {boolean} there whether there is such a file yet
 * @property {any} value as read: a list, or one thing; null if it cannot be read
 * @property {Trouble[]} troubles
 *
 * @typedef {object} Lesson what the studio shows
 * @property {string} name
 * @property {string} [version] of its files, as last told; a request says it as `since`
 * @property {string} folder the same for one lesson, other for another: a key of what the browser keeps
 * @property {string} title
 * @property {string} language of the interface: "fr" or "en"
 * @property {string[]} languages of the lesson's texts
 * @property {Record<string, string>} languageNames
 * @property {Texts} texts which the widget has had from the start, so that they are not asked for
 * @property {{text: string, language: string, paragraphs: {start: number, end: number,
 *   number: number | null}[], sentences: Span[]}} article
 * @property {DataFile[]} files
 * @property {Mark[]} marks
 * @property {{annotations: Form[], questions: Form[], files: Record<string, Form>}} forms `files`: an
 *   item of "facts", "gists", "levels", "steps", "timeline", and "lesson", "places", "quiz"
 *   (without its questions) whole
 * @property {{undo: string, redo: string}} history what would be undone or done again, in words; or empty
 * @property {string} readonly why nothing can be saved here, or empty
 *
 * @typedef {object} Change what is to become of one file
 * @property {string} key of its own: one that comes twice is done once
 * @property {string} file
 * @property {"set" | "insert" | "remove" | "move"} act `set` the value at a path (a field that is not
 *   there is added); `insert` it into the list so that it stands at the path's last step; `remove` what
 *   stands there; `move` it to index `to`
 * @property {Path} path
 * @property {any} [value] null takes a field out
 * @property {any} [before] what stood there when it was last seen; of an item with an id, the item is
 *   found by that, wherever it stands now
 * @property {number} [to]
 *
 * @typedef {object} Saved
 * @property {"saved" | "conflict" | "failed"} status `conflict`: it was changed on disk meanwhile
 *   and nothing is written; `failed`: it could not be written
 * @property {string} words what to tell, or empty
 * @property {any} [theirs] of a conflict: what stands there now; null if it is gone
 * @property {"mine" | "theirs" | "later"} [chosen] of a conflict, said by the shell: what the teacher chose of
 *   the two versions. `theirs`: the form shows the file's, and what was typed is put aside; `later`: it
 *   is left as it is. `mine`: it is saved, in what is theirs where nothing was typed
 * @property {News} [news]
 *
 * @typedef {object} News what is other than at the version that was known; what is not said is as it was
 * @property {string} [version] of the lesson as it is now
 * @property {string} [since] the version that it is other than; empty where everything is told anew
 * @property {DataFile[]} files whole
 * @property {Mark[]} [marks] all of them
 * @property {{undo: string, redo: string}} history
 * @property {Lesson["forms"]} [forms] choices of holders, chapters, facts may be others now
 * @property {string[]} [languages]
 * @property {string} [title]
 *
 * @typedef {object} Anchored a place of the article as a file says it
 * @property {any} anchor a string, or `{quote, occurrence}` where the quote stands more than once
 * @property {number} start white space at the edges is left out
 * @property {number} end
 * @property {number} count how often the quote stands in the article
 * @property {string} words "This passage stands twice…", or empty
 *
 * @typedef {object} Tried an item as it is being written
 * @property {Trouble[]} troubles with paths inside the item
 * @property {import("../../../questions/types.js").QuizPayload | null} quiz of a question that can
 *   be asked: a quiz of it alone
 *
 * @typedef {object} Report what a check, a build or an export says
 * @property {boolean} good
 * @property {string} words a verdict
 * @property {Trouble[]} troubles
 * @property {{label: string, path: string}[]} files what was made; paths from JupyterLab's own folder
 *
 * The requests, by `do`, and their answers:
 *
 * - `open` {} → Lesson
 * - `news` {since} → News, with the files that are other on disk than at that version (perhaps none)
 * - `anchor` {start, end} → Anchored
 * - `find` {anchor} → {start, end, words}: start -1 if it has no one place, and words say why
 * - `try` {file, path, value, language} → Tried: an item (an annotation, a fact, a question…) at a path
 *   where it would stand; nothing is written; a question is shown in the language, if it can be
 * - `id` {file, text} → {name}: a free id for a new item, made from words
 * - `save` {changes: Change[], words} → Saved: all in one step of undo, named by `words`
 * - `undo` {} / `redo` {} → Saved
 * - `check` {run: boolean} → Report; with `run` the notebooks are run too
 * - `build` {} → Report
 * - `preview` {} → Report: a page as a student sees it
 * - `export` {format} → Report
 * - `formats` {} → {formats: {value, label}[]}
 *
 * An answer may be {error: words} instead. While it lasts, a long one sends {id, progress: words}.
 *
 * @typedef {object} Studio what its views share
 * @property {Lesson} lesson as last told
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {(what: string, more?: Record<string, any>, progress?: (words: string) => void)
 *   => Promise<any>} ask rejects with words to show
 * @property {(changes: Omit<Change, "key">[], words: string, typed?: import("./latedrafts.js").Typed)
 *   => Promise<Saved>} save is kept in this browser until the kernel has it; resolves when it is on disk
 *   or refused; `typed`: what it was made of, which is done with if another view brings it
 * @property {(listener: (news: News) => void) => () => void} hear what is new, from wherever
 * @property {() => Span | null} selection the passage chosen in the article
 * @property {(span: Span | null, scroll?: boolean) => void} point mark a passage in the article
 * @property {(words: string) => Promise<Span | null>} pick ask for a passage: the next one chosen in
 *   the article, or the one chosen already; null if it is given up
 * @property {(file: string, path: Path) => void} lead show the item a path leads to, and focus its field
 * @property {(words: string) => void} announce to who does not see
 * @property {(key: string, value: unknown) => void} keep something typed, in this browser
 * @property {(key: string) => any} kept
 * @property {string[]} shown the languages shown: all, or one
 */
export {};
