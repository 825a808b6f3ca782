"""uv: which one is taken, what of the machine's settings counts, and pip where it fails."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from starting import processes
from starting import uv as module
from starting.failures import StartError
from starting.place import Place
from starting.uv import Uv, find_uv, uv_environment
from tests.starting.tiny import MARK, make_program, run_start, tiny_repository, without_uv

SAYS = "import sys; print({said!r}); sys.exit({status})"
GOOD = SAYS.format(said="uv 99.0.0 (abc 2030-01-01)", status=0)
BROKEN = {
    "too old": SAYS.format(said="uv 0.1.0", status=0),
    "another program": SAYS.format(said="usage: uv [options]", status=0),
    "a shim with nothing behind it": SAYS.format(said="pyenv: uv: command not found", status=127),
    "one that hangs": "import time; time.sleep(60)",
    "not a program": None,
}


def make_uv(folder: Path, code: str | None) -> Path:
    """Write a program uv that runs this Python code; without code, one that cannot run."""
    path = make_program(folder, "uv", code or "")
    if code is None:
        path.write_text("\0\1\2", "utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path / "lesson")
    found.venv.mkdir(parents=True)
    return found


# Which one


@pytest.mark.parametrize("kind", BROKEN)
def test_a_uv_that_does_not_do_is_passed_over(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    make_uv(tmp_path / "first", BROKEN[kind])
    good = make_uv(tmp_path / "second", GOOD)
    monkeypatch.setattr(processes, "SECONDS", 1 if kind == "one that hangs" else 20)
    monkeypatch.setenv("PATH", str(tmp_path / "first"))
    assert find_uv(place) is None
    monkeypatch.setenv(
        "PATH", os.pathsep.join(["", *(str(tmp_path / name) for name in ("first", "second"))])
    )
    found = find_uv(place)
    assert found is not None
    assert Path(found) == good


def test_the_uv_of_the_environment_comes_first(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = make_uv(place.binaries, GOOD)
    make_uv(tmp_path / "other", GOOD)
    monkeypatch.setenv("PATH", str(tmp_path / "other"))
    assert Path(str(find_uv(place))) == own


# When it fails


FAILURES = {
    "dns error": "error: Failed to fetch: `https://packages.example/simple/`\n  cause: dns error",
    "Because only numpy<=2 is available, no.": (
        "error: No solution found\n  cause: Because only numpy<=2 is available, no.\n\nhint: none"
    ),
    "Permission denied (os error 13)": (
        "error: Failed to initialize cache at `/x`\n  cause: Permission denied (os error 13)"
    ),
    "something nobody has thought of": "DEBUG error: no\nerror: something nobody has thought of",
}


@pytest.mark.parametrize("said", FAILURES)
def test_what_pip_may_do_better_is_told_in_one_line(
    place: Place, tmp_path: Path, said: str
) -> None:
    program = make_uv(tmp_path, f"import sys; sys.exit({FAILURES[said]!r})")
    assert Uv(str(program), [], {}).install(place, ["six"]) == said


def test_pip_takes_over_and_a_line_says_why(tmp_path: Path, environment: dict[str, str]) -> None:
    why = FAILURES["dns error"]
    fails = f"import sys\nif '--version' in sys.argv: print('uv 99.0.0')\nelse: sys.exit({why!r})"
    folder = make_uv(tmp_path / "bin", fails).parent
    path = os.pathsep.join([str(folder), without_uv(environment)["PATH"]])
    root = tiny_repository(tmp_path, environment)
    done = run_start(root, environment | {"PATH": path}, "install")
    assert done.returncode == 0, done.stdout
    assert MARK["fr"] in done.stdout
    (line,) = [line for line in done.stdout.splitlines() if "par pip" in line]
    assert line == ("2/4 Téléchargement des paquets par pip, plus lent que uv (dns error)…")


OUTPUTS = {
    "hash": "error: Failed to download `six==1.17.0`\n  cause: Hash mismatch for `six==1.17.0`\n",
    "disk-full": "error: Failed to extract\n  cause: No space left on device (os error 28)\n",
}


@pytest.mark.parametrize(("key", "free"), [("hash", 10**12), ("disk-full", 10**9)])
def test_what_pip_could_not_do_better_is_said_at_once(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, free: int
) -> None:
    program = make_uv(tmp_path, f"import sys; sys.exit({OUTPUTS[key]!r})")
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(StartError) as caught:
        Uv(str(program), [], {}).install(place, ["six"])
    assert caught.value.key == key


def test_where_only_the_disk_of_its_cache_is_full_pip_goes_on(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_uv(tmp_path, f"import sys; sys.exit({OUTPUTS['disk-full']!r})")
    usage = shutil.disk_usage(tmp_path)._replace(free=10**12)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    said = Uv(str(program), [], {}).install(place, ["six"])
    assert said == "No space left on device (os error 28)"


def test_an_unknown_certificate_is_looked_up_among_the_systems(
    place: Place, tmp_path: Path
) -> None:
    code = """
import os, sys
if os.environ.get("UV_SYSTEM_CERTS") != "1":
    sys.exit("error: Failed to fetch\\n  cause: invalid peer certificate: UnknownIssuer")
"""
    program = make_uv(tmp_path, code)
    assert Uv(str(program), [], dict(os.environ)).install(place, ["six"]) == ""


# What of the machine's settings counts


def test_no_setting_of_uv_makes_it_install_elsewhere(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, environment)
    elsewhere = tmp_path / "elsewhere"
    settings = f"[pip]\ntarget = {str(elsewhere)!r}\n"
    for folder in (tmp_path / "config" / "uv", tmp_path):  # the user's, and a folder's above
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "uv.toml").write_text(settings, "utf-8")
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "APPDATA": str(tmp_path / "config")}
    own |= {"UV_EXCLUDE_NEWER": "2001-01-01", "UV_CONSTRAINT": str(tmp_path / "none.txt")}
    done = run_start(root, environment | own, "install")
    assert done.returncode == 0, done.stdout
    assert "par pip" not in done.stdout
    assert not elsewhere.exists()


def test_what_is_set_for_pip_in_a_file_counts_for_uv(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, environment)
    file = tmp_path / "pip.ini"
    lines = ["[global]", "no-index = true", f"find-links = {environment['PIP_FIND_LINKS']}"]
    file.write_text("\n".join([*lines, "[install]", "retries = 1", ""]), "utf-8")
    by_file = {name: value for name, value in environment.items() if not name.startswith("PIP_")}
    done = run_start(root, by_file | {"PIP_CONFIG_FILE": str(file)}, "install")
    assert done.returncode == 0, done.stdout
    assert "par pip" not in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UV_CACHE_DIR", "x"),
        ("UV_DEFAULT_INDEX", "x"),
        ("UV_INDEX_SCHOOL_PASSWORD", "x"),
        ("UV_HTTP_TIMEOUT", "x"),
        ("UV_OFFLINE", "x"),
        ("UV_TARGET", None),
        ("UV_PYTHON", None),
        ("UV_SYSTEM_PYTHON", None),
        ("UV_EXCLUDE_NEWER", None),
        ("UV_CONSTRAINT", None),
        ("UV_NO_BUILD_ISOLATION", None),
        ("UV_COMPILE_BYTECODE", None),
    ],
)
def test_of_uvs_variables_those_about_reaching_packages_count(name: str, value: str | None) -> None:
    values = uv_environment({name: "x", "HOME": "/home"})
    assert values["HOME"] == "/home"
    assert values.get(name) == value


@pytest.mark.parametrize(("system", "mode"), [("nt", "copy"), ("posix", None)])
def test_on_windows_files_are_copied_from_the_cache(
    monkeypatch: pytest.MonkeyPatch, system: str, mode: str | None
) -> None:
    monkeypatch.setattr(module, "os", type("FakeOs", (), {"name": system}))
    assert uv_environment({}).get("UV_LINK_MODE") == mode
    assert uv_environment({"UV_LINK_MODE": "hardlink"})["UV_LINK_MODE"] == "hardlink"
