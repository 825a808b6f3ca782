"""Installing: once, cleanly, and only what is pinned."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from starting import installing
from starting.failures import StartError
from starting.place import Place
from starting.place import environment as environment_of
from starting.voice import Voice
from tests.fresh import python_of
from tests.starting.tiny import MARK, only_line, run_start, tiny_repository

NETWORK_ERROR = "Pas de connexion au serveur de paquets"


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str
) -> None:
    monkeypatch.setattr(installing, "find_spec", lambda name: None if name == module else name)
    (tmp_path / "requirements.lock").touch()
    with pytest.raises(StartError) as caught:
        installing.install(Place(tmp_path), Voice("fr"), "lesson")
    said = Voice("fr").text(caught.value.key, **caught.value.values)
    assert module in said
    assert "python3-venv" in said
    assert not (tmp_path / ".venv").exists()


def test_an_installation_says_how_far_it_is(installed: tuple[Path, str]) -> None:
    _, said = installed
    assert "Paquets installés : 1 sur 2" in said
    assert "Paquets installés : 2 sur 2" in said
    assert MARK["fr"] in said


def test_the_packages_are_installed_by_uv_and_else_by_pip(
    installed: tuple[Path, str], installer: str
) -> None:
    root, said = installed
    names = [path.read_text("utf-8").strip() for path in installers(root)]
    assert names == [installer] * 3, names
    assert ("par pip, plus lent que uv (pas de uv pour ce système)…" in said) == (
        installer == "pip"
    )


def installers(root: Path) -> list[Path]:
    """Return the files that say which program installed each of the tiny packages."""
    found = (root / ".venv").rglob("INSTALLER")
    return [path for path in found if re.match("(tiny_|lesson)", path.parent.name)]


def test_pip_is_there_for_who_wants_to_add_a_package(installed: tuple[Path, str]) -> None:
    root, _ = installed
    command = [python_of(root / ".venv"), "-m", "pip", "--version"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert str(root / ".venv") in done.stdout
    assert shutil.which("pip", path=Path(command[0]).parent)


def test_the_package_is_found_under_an_accent_and_an_apostrophe(
    installed: tuple[Path, str], tmp_path: Path
) -> None:
    root, _ = installed
    shown = subprocess.run(
        [
            python_of(root / ".venv"),
            "-c",
            "import lesson_utils; print(ascii(lesson_utils.__file__))",
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(ast.literal_eval(shown.stdout)).is_relative_to(root / "src")
    texts = {path.name: path.read_text("utf-8") for path in (root / ".venv").rglob("*.pth")}
    assert "lesson-source.pth" in texts
    assert all(text.isascii() for text in texts.values()), texts


def test_a_second_start_installs_nothing(
    installed: tuple[Path, str], installing_environment: dict[str, str]
) -> None:
    root, _ = installed
    before = (root / ".venv/installed.json").stat().st_mtime_ns
    done = run_start(root, installing_environment, "install")
    assert done.stdout.strip() == "Tout est déjà installé."
    assert (root / ".venv/installed.json").stat().st_mtime_ns == before


def test_the_test_tools_are_added_to_an_installed_lesson(
    installed: tuple[Path, str], installing_environment: dict[str, str]
) -> None:
    root, _ = installed
    kept = root / ".venv/kept"
    kept.touch()
    done = run_start(root, installing_environment, "install", "--tools")
    assert done.returncode == 0, done.stdout
    assert kept.exists(), "the environment was made anew"
    assert (
        run_start(root, installing_environment, "install").stdout.strip()
        == "Tout est déjà installé."
    )
    kept.unlink()


def test_an_interrupted_installation_starts_again_cleanly(
    installed_by_uv: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed_by_uv
    (root / ".venv/installed.json").unlink()
    (root / ".venv/half").mkdir()
    (root / ".venv/half/file").touch()
    done = run_start(root, environment, "install", "--language", "en")
    assert done.returncode == 0, done.stdout
    assert MARK["en"] in done.stdout
    assert not (root / ".venv/half").exists()


def test_a_changed_lock_installs_again(
    installed_by_uv: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed_by_uv
    lock = root / "requirements.lock"
    lock.write_text("\n".join(["", *lock.read_text("utf-8").splitlines(), ""]), "utf-8")
    assert MARK["fr"] in run_start(root, environment, "install").stdout


def test_two_starts_at_once_install_once(tmp_path: Path, environment: dict[str, str]) -> None:
    root = tiny_repository(tmp_path, environment)
    command = [sys.executable, str(root / "start.py"), "install"]
    both = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [each.communicate()[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sum(MARK["fr"] in each for each in said) == 1, said
    assert sum("Une autre installation est en cours" in each for each in said) == 1, said


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_an_environment_of_someone_else_is_left_alone(
    tmp_path: Path, environment: dict[str, str], kind: str
) -> None:
    root = tiny_repository(tmp_path, environment)
    venv = root / ".venv"
    own = venv / "own" if kind == "folder" else venv
    own.parent.mkdir(exist_ok=True)
    own.write_text("mine", "utf-8")
    assert "n’a pas été créé par start.py" in only_line(run_start(root, environment, "install"))
    assert own.read_text("utf-8") == "mine"


def test_no_network_is_said_in_one_line(
    tmp_path: Path, installing_environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, installing_environment)
    offline = {
        name: value for name, value in installing_environment.items() if name != "PIP_NO_INDEX"
    }
    offline |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    offline["PIP_FIND_LINKS"] = ""
    assert only_line(run_start(root, offline, "install")).startswith(NETWORK_ERROR)
    assert not (root / ".venv/installed.json").exists()


def test_another_package_than_the_pinned_one_is_refused(
    tmp_path: Path, installing_environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, installing_environment)
    lock = root / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{9}", "sha256:000000000", lock.read_text("utf-8")), "utf-8")
    assert "empreinte différente" in only_line(run_start(root, installing_environment, "install"))


@pytest.mark.parametrize("missing", ["requirements.lock", "notebooks/fr/00_accueil.ipynb"])
def test_an_incomplete_copy_says_what_is_missing(
    tmp_path: Path, environment: dict[str, str], missing: str
) -> None:
    root = tiny_repository(tmp_path, environment)
    (root / missing).unlink()
    assert missing in only_line(run_start(root, environment))


def test_what_a_program_uses_is_compiled_once_whatever_the_machine_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment_of(Place(tmp_path))


def test_the_tools_are_compiled_as_they_are_installed(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, environment)
    done = run_start(root, environment, "install", "--tools")
    assert done.returncode == 0, done.stdout
    assert [path.name.split(".")[0] for path in (root / ".venv").rglob("tiny_one*.pyc")]
