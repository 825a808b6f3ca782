"""Wheels for the browser: others', without what is for another machine, and our own."""

from __future__ import annotations

import base64
import email
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lesson_utils.content.locating import PACKAGE
from lesson_utils.exports.archive import zipped
from lesson_utils.shown.figures.pictures import DRAWN

#: What a notebook's cells need of this package, and no more.
_WINGS = ("browser", "content", "questions", "shown", "student", "texts")
_MODULES = ("__init__.py", "lesson.py", "py.typed")
#: Wheels that a browser takes as they are.
_FOR_BROWSER = ("-none-any.whl", "_wasm32.whl")
_FOR_ANOTHER_MACHINE = {".so", ".pyd", ".c", ".pyi"}
_DISTRIBUTION = "lesson-utils"


class Wheel(NamedTuple):
    """A wheel, and what Pyodide's lock says of it."""

    file: str
    content: bytes
    name: str
    version: str
    imports: list[str]
    needs: list[str]


def browser_wheel(path: Path) -> Wheel:
    """Give a wheel for the browser; of one that is for another machine, what is Python in it."""
    content = path.read_bytes()
    if path.name.endswith(_FOR_BROWSER):
        return _read(path.name, content)
    name, version = path.name.split("-")[:2]
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {
            each: packed.read(each)
            for each in packed.namelist()
            if not each.endswith("/") and Path(each).suffix not in _FOR_ANOTHER_MACHINE
        }
    pure = re.sub(rb"(?m)^Root-Is-Purelib: .*$", b"Root-Is-Purelib: true", files[f"{info}/WHEEL"])
    pure = re.sub(rb"(?m)^Tag: .*\n", b"", pure).rstrip() + b"\nTag: py3-none-any\n"
    files |= {f"{info}/WHEEL": pure}
    return _read(f"{name}-{version}-py3-none-any.whl", _packed(files, info))


def own_wheel(lessons: Sequence[Path], pictures: Mapping[str, str]) -> Wheel:
    """Make the wheel of this package, with lessons, and with pictures by their keys.

    Another content has another name: a browser that keeps an earlier file asks for this one.
    """
    version = metadata.version(_DISTRIBUTION)
    files = {f"lesson_utils/{name}": path.read_bytes() for name, path in _own_files()}
    for root in lessons:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            inside = path.relative_to(root).as_posix()
            if path.suffix != ".ipynb" and not any(
                p.startswith((".", "~")) for p in path.parts[-2:]
            ):
                files[f"lesson_utils/lessons/{root.name}/{inside}"] = path.read_bytes()
    drawn = DRAWN.relative_to(PACKAGE).as_posix()
    for key, picture in sorted(pictures.items()):
        files[f"lesson_utils/{drawn}/{key}.svg"] = picture.encode()
    info = f"lesson_utils-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {line}\n" for line in _own_needs())
    told = f"Metadata-Version: 2.1\nName: {_DISTRIBUTION}\nVersion: {version}\n{needs}"
    kind = "Wheel-Version: 1.0\nGenerator: lesson\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files |= {f"{info}/METADATA": told.encode(), f"{info}/WHEEL": kind.encode()}
    content = _packed(files, info)
    edition = hashlib.sha256(content).hexdigest()[:16]
    return _read(f"lesson_utils-{version}-0{edition}-py3-none-any.whl", content)


def _own_files() -> Iterator[tuple[str, Path]]:
    for name in _MODULES:
        yield name, PACKAGE / name
    for wing in _WINGS:
        for path in sorted((PACKAGE / wing).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(PACKAGE).as_posix(), path


def _own_needs() -> Iterator[str]:
    for line in metadata.requires(_DISTRIBUTION) or ():
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate({"extra": ""}):
            yield line


def _packed(files: Mapping[str, bytes], info: str) -> bytes:
    """Pack a wheel, with its record."""
    lines = []
    for name, content in files.items():
        if name != f"{info}/RECORD":
            digest = (
                base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            )
            lines.append(f"{name},sha256={digest},{len(content)}\n")
    record = "".join([*lines, f"{info}/RECORD,,\n"]).encode()
    return zipped({**files, f"{info}/RECORD": record})


def _read(file: str, content: bytes) -> Wheel:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        told = next(name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        said = email.message_from_bytes(packed.read(told))
    modules = {name.split("/")[0] for name in names if name.endswith("/__init__.py")}
    modules |= {name.removesuffix(".py") for name in names if re.fullmatch(r"\w+\.py", name)}
    needs = [
        asked.name
        for asked in map(Requirement, said.get_all("Requires-Dist") or ())
        if asked.marker is None or asked.marker.evaluate({"extra": ""})
    ]
    name = canonicalize_name(str(said["Name"]))
    tops = sorted(module for module in modules if module.isidentifier())
    return Wheel(file, content, name, str(said["Version"]), tops, [*map(canonicalize_name, needs)])
