"""What is done with a whole lesson from the studio: check, build, preview, export."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lesson_utils.authoring.studio.troubles import Trouble, trouble_of
from lesson_utils.checks import CHECKS
from lesson_utils.checks.running import run_checks
from lesson_utils.content.datafiles import data_files
from lesson_utils.content.files import replace
from lesson_utils.content.locating import repository_of
from lesson_utils.content.problems import LessonError, Problem, reason_in
from lesson_utils.exports.registry import FORMATS, exporter
from lesson_utils.exports.source import left_out, untranslated
from lesson_utils.lesson import Lesson, open_at
from lesson_utils.notebooks.building import Built, built
from lesson_utils.notebooks.running import notebooks_of
from lesson_utils.texts import command_has, command_word

Report = dict[str, Any]
#: Checks of what is so because the studio itself is running.
_NOT_HERE = {"port_free"}
Tell = Callable[[str], object]
#: The requests that may take more than a moment.
LONG = {"check", "build", "preview", "export"}
#: Where exports go, in the repository: a folder that git leaves alone.
EXPORTS = "exports"


class Actions:
    """Does what takes its time, and tells how far it is.

    Parameters
    ----------
    root
        The lesson's folder.
    language
        Of what is said.
    lab
        JupyterLab's own folder, from which files are named.
    """

    def __init__(self, root: Path, language: str, lab: Path) -> None:
        self.root = root
        self.language = language
        self.lab = lab.resolve()

    def check(self, *, run: bool, tell: Tell) -> Report:
        """Run the checks; those that run the notebooks too, if that is wanted."""
        wanted = [check for check in CHECKS if check.name not in _NOT_HERE]
        checks = [check for check in wanted if run or not check.executes]

        def listen(name: str, item: str, done: int, total: int) -> None:
            key = "check-item" if item else "check-step"
            title = command_word(self.language, f"check.{name}")
            tell(self._say(key, title=title, item=item, done=done, total=total))

        result = run_checks(self.root, checks, listen)
        count = result.errors
        key = "check-good" if not count else "check-one" if count == 1 else "check-several"
        return self._report(self._say(key, count=count), result.problems, good=not count)

    def build(self, tell: Tell) -> Report:
        """Run the lesson's notebooks again and store what they show."""
        mine = notebooks_of(self.root)
        repository = repository_of(self.root)
        problems: list[Problem] = []
        done: dict[str, Built] = {}
        tell(self._say("build-step", done=0, total=len(mine)))
        for each in built(repository, lambda path: path in mine):
            if isinstance(each, Problem):
                problems.append(each)
            elif each.became != "retitled":
                done[each.name] = each
                tell(self._say("build-step", done=len(done), total=len(mine)))
        if not mine:
            return self._report(command_word(self.language, "command.no-notebooks"), [], good=False)
        failed = any(problem.costs == "file" for problem in problems)
        key = "build-failed" if failed else "build-good"
        files = [repository / name for name in done]
        words = self._say(key, count=len(done), total=len(mine))
        return self._report(words, problems, good=not failed, files=files)

    def preview(self, tell: Tell) -> Report:
        """Make the page that a student sees."""
        tell(self._say("preview-step"))
        lesson = self._open(self.language)
        return self._written([lesson], "page", Path(EXPORTS) / "preview", "preview-good")

    def export(self, wanted: object, tell: Tell) -> Report:
        """Write the lesson for another tool, in each of its languages."""
        if not isinstance(wanted, str) or wanted not in FORMATS:
            return self._report(self._say("format"), [], good=False)
        tell(self._say("export-step", format=self._format(wanted)))
        languages = self._open(self.language).info.languages
        lessons = [self._open(language) for language in languages]
        return self._written(lessons, wanted, Path(EXPORTS), "export-good")

    def formats(self) -> dict[str, Any]:
        """Name the formats that a lesson can be exported in."""
        return {"formats": [{"value": name, "label": self._format(name)} for name in FORMATS]}

    def _written(self, lessons: list[Lesson], name: str, folder: Path, key: str) -> Report:
        place = repository_of(self.root) / folder
        problems: list[Problem] = []
        files: list[Path] = []
        try:
            for lesson in lessons:
                problems += [*left_out(lesson), *untranslated(lesson)]
                for file, content in exporter(name)(lesson).files.items():
                    files.append(place / file)
                    _write(place, place / file, content)
        except ModuleNotFoundError as error:
            values = {"format": name, "tool": error.name}
            words = command_word(self.language, "export.missing-tool", **values)
            return self._report(words, [], good=False)
        except LessonError as error:
            return self._report(self._say("export-failed"), error.problems, good=False)
        except OSError as error:
            detail = reason_in(self.language, error.strerror or type(error).__name__)
            values = {"file": _shown(files[-1], self.lab), "detail": detail}
            words = command_word(self.language, "command.unwritable", **values)
            return self._report(words, [], good=False)
        words = self._say(key, count=len(files), folder=_shown(place, self.lab))
        return self._report(words, problems, good=True, files=files)

    def _open(self, language: str) -> Lesson:
        """Open the lesson in a language, in its first one if it has not that."""
        first = open_at(self.root)
        return open_at(self.root, language) if language in first.info.languages else first

    def _format(self, name: str) -> str:
        key = f"studio.action.format.{name}"
        return command_word(self.language, key) if command_has(self.language, key) else name

    def _report(
        self, words: str, problems: Iterable[Problem], *, good: bool, files: Iterable[Path] = ()
    ) -> Report:
        return {
            "good": good,
            "words": words,
            "troubles": self._troubles(problems),
            "files": [{"label": path.name, "path": _shown(path, self.lab)} for path in files],
        }

    def _troubles(self, problems: Iterable[Problem]) -> list[Trouble]:
        told = list(dict.fromkeys(map(_Same, problems)))
        files = data_files(self.root)
        name = self.root.name
        return [trouble_of(each.problem, name, files, self.language) for each in told]

    def _say(self, key: str, **values: object) -> str:
        return command_word(self.language, f"studio.action.{key}", **values)


class _Same:
    """A problem, the same as another that says the same: several languages meet it again."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._said = problem.sentence("fr")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


def _write(folder: Path, path: Path, content: bytes) -> None:
    """Write a file into a folder that git leaves alone, readable as other new files are."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")
    replace(path, content)
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def _shown(path: Path, lab: Path) -> str:
    """Give a path from JupyterLab's folder; the whole of it, if it is elsewhere."""
    path = path.resolve()
    return (path.relative_to(lab) if path.is_relative_to(lab) else path).as_posix()
