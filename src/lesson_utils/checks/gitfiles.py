"""The article and git: whether a clone of it has the same bytes on every machine."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lesson_utils.checks.workspace import Check, Workspace
from lesson_utils.content.loading import article_path
from lesson_utils.content.locating import typed_name
from lesson_utils.content.problems import Problem, display_path

ATTRIBUTES = ".gitattributes"
#: Seconds; git answers in milliseconds, unless a disk is asleep.
_PATIENCE = 20
_CHANGING = ("filter", "ident", "working-tree-encoding")
_LEFT_ALONE = {"unspecified", "unset", None}
_SPECIAL = re.compile(r'([\\*?\[!#"])')


def bytes_kept(space: Workspace) -> Iterator[Problem]:
    """Git is told to leave the article alone, whatever a machine's own settings are."""
    path = article_path(space.root, space.info)
    if _may_change(path):
        file = path.with_name(ATTRIBUTES)
        values = {
            "lesson": typed_name(space.root),
            "line": protection_of(path),
            "file": display_path(file, space.root),
        }
        name = display_path(path, space.root)
        yield Problem(code="git-changes-article", file=name, values=values, notice=True)


def protection_of(path: Path) -> str:
    """Give that line for an article where it is: what else would change it is switched off too."""
    said = _attributes(path) or {}
    also = [f" -{name}" for name in _CHANGING if said.get(name) not in _LEFT_ALONE]
    return protection(path.name) + "".join(also)


def protection(name: str) -> str:
    r"""Give the line of a ``.gitattributes`` that keeps git from changing a file beside it.

    Examples
    --------
    >>> protection("article.txt"), protection("le [phare].txt")
    ('article.txt -text', '"le \\\\[phare].txt" -text')
    """
    pattern = _SPECIAL.sub(r"\\\1", name)
    if re.search(r'[\s"]', pattern):
        # Between quotes, git reads "\\" and "\"" as C does.
        pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{pattern} -text"


def in_work_tree(space: Workspace) -> bool:
    """Tell whether the article stands where git, if there is one, would keep it."""
    path = article_path(space.root, space.info)
    inside = _git(path.parent, "rev-parse", "--is-inside-work-tree")
    return inside is not None and inside.strip() == b"true" and not _ignored(path)


def _may_change(path: Path) -> bool:
    values = _attributes(path)
    if values is None:
        return False
    if any(values.get(name) not in _LEFT_ALONE for name in _CHANGING):
        return True
    # With line ends fixed to those that it has, nothing is left to change.
    kept = values.get("text") != "unspecified" or values.get("eol") != "unspecified"
    fixed = kept and values.get("eol") == "lf" and b"\r" not in path.read_bytes()
    return values.get("text") != "unset" and not fixed


def _attributes(path: Path) -> dict[str, str] | None:
    """Ask git what it has been told of a file; None if there is nobody to ask."""
    asked = ("text", "eol", *_CHANGING)
    said = _git(path.parent, "check-attr", "-z", *asked, "--", path.name)
    if said is None:
        return None
    fields = said.decode(errors="replace").split("\0")
    return dict(zip(fields[1::3], fields[2::3], strict=False))


def _ignored(path: Path) -> bool:
    return _git(path.parent, "check-ignore", "--quiet", "--", path.name) is not None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Ask git; None if there is no git, no repository, or the answer is no."""
    # Who clones has the repository's attributes, and not this machine's.
    command = ["git", "-C", str(folder), "-c", f"core.attributesFile={os.devnull}", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours
            command,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_ATTR_NOSYSTEM": "1"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout


GIT_CHECKS = (Check("bytes_kept", bytes_kept, in_work_tree),)
