"""start.py: from a fresh copy to an open lesson, and one clear line for each failure."""

from __future__ import annotations

import ast
import base64
import errno
import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import signal
import socket
import string
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.fresh import ROOT, copy_repository, python_of

if TYPE_CHECKING:
    from types import ModuleType

START = ROOT / "start.py"
NAME = "leçon d'essai"
NETWORK_ERROR = "Pas de connexion au serveur de paquets"
MARK = {"fr": "Installation terminée.", "en": "Installation complete."}

BACKEND = """
import zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "lesson_utils-0.0.0-py3-none-any.whl"
    info = "lesson_utils-0.0.0.dist-info/"
    with zipfile.ZipFile(f"{wheel_directory}/{name}", "w") as wheel:
        about = "Metadata-Version: 2.1\\nName: lesson-utils\\nVersion: 0.0.0\\n"
        wheel.writestr(info + "METADATA", about)
        about = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr(info + "WHEEL", about)
        wheel.writestr(info + "RECORD", "")
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "lesson-utils"
version = "0.0.0"
"""


@pytest.fixture(scope="module")
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_wheel(folder: Path, name: str) -> str:
    """Write a wheel with one empty module; return its line for a lock."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": b"",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        record += f"{path},sha256={digest},{len(content)}\n"
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name}==1.0 \\\n    --hash=sha256:{digest}\n"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return variables with which pip knows the wheels of this test and no server."""
    wheels = tmp_path_factory.mktemp("wheels")
    values = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return values | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels.as_uri(),
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "fr_FR.UTF-8",
    }


def tiny_repository(folder: Path, environment: dict[str, str]) -> Path:
    """Make a repository with this start.py, two tiny packages and a package of its own."""
    wheels = Path(urllib.request.url2pathname(environment["PIP_FIND_LINKS"].removeprefix("file:")))
    root = folder / NAME
    (root / "src/lesson_utils").mkdir(parents=True)
    (root / "src/lesson_utils/__init__.py").touch()
    (root / "notebooks/fr").mkdir(parents=True)
    (root / "notebooks/fr/00_accueil.ipynb").write_text("{}", "utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (root / "backend.py").write_text(BACKEND, "utf-8")
    lock = make_wheel(wheels, "tiny_one") + make_wheel(wheels, "tiny_two")
    elsewhere = make_wheel(wheels, "tiny_three").replace(" \\", " ; sys_platform == 'amiga' \\")
    (root / "requirements.lock").write_text(lock + elsewhere, "utf-8")
    (root / "requirements-dev.lock").write_text(lock + elsewhere, "utf-8")
    shutil.copy(START, root)
    return root


@pytest.fixture(scope="module")
def installed(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> tuple[Path, str]:
    """Install a tiny lesson; hand over where it is and what start.py said."""
    root = tiny_repository(tmp_path_factory.mktemp("tiny"), environment)
    done = run_start(root, environment, "install")
    assert done.returncode == 0, done.stdout
    return root, done.stdout


def run_start(
    root: Path, environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "start.py"), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the message of a failed start, which is neither long nor a traceback."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if not re.match(r"\[|[1-4]/4|Prem", line)]
    assert len(lines) <= 2, done.stdout
    return lines[0]


# What an old Python and a bare one see


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(START.read_text("utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_so(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert start.main(["--language", "fr"]) == 1
    assert capsys.readouterr().err.startswith("Python 3.10 est trop ancien")


def test_the_file_needs_the_standard_library_alone() -> None:
    names = set()
    for node in ast.walk(ast.parse(START.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str
) -> None:
    monkeypatch.setattr(start, "find_spec", lambda name: None if name == module else name)
    (tmp_path / "requirements.lock").touch()
    with pytest.raises(start.StartError) as caught:
        start.install(start.Place(tmp_path), start.Voice("fr"), "lesson")
    said = start.Voice("fr").text(caught.value.key, **caught.value.values)
    assert module in said
    assert "python3-venv" in said
    assert not (tmp_path / ".venv").exists()


# Messages


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_message_is_used_and_stands_in_both_languages(start: ModuleType) -> None:
    source = START.read_text("utf-8")
    for key, texts in start.TEXTS.items():
        assert set(texts) == set(start.LANGUAGES), key
        assert fields(texts["fr"]) == fields(texts["en"]), key
        assert source.count(f'"{key}"') > 1, f"{key} is never said"


def test_french_messages_follow_french_typography(start: ModuleType) -> None:
    for key, texts in start.TEXTS.items():
        prose = re.sub(r"C:\\", "", texts["fr"])
        assert not re.search(r"[^\u00a0][;:?!»]", prose), key
        assert not re.search(r"«[^\u00a0]|'|\.\.\.", prose), key


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "«\u00a0leçon\u00a0» l’été…"),
        ("cp1252", "«\u00a0leçon\u00a0» l’été…"),
        ("cp850", '"lecon" l\'ete...'),
        ("ascii", '"lecon" l\'ete...'),
    ],
)
def test_any_terminal_can_show_a_message(start: ModuleType, encoding: str, shown: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    start.write(stream, "«\u00a0leçon\u00a0» l’été…")
    stream.seek(0)
    assert stream.read() == shown


@pytest.mark.parametrize(
    ("arguments", "system", "language"),
    [
        ([], "fr_CA.UTF-8", "fr"),
        ([], "en_GB.UTF-8", "en"),
        ([], "C", "fr"),
        (["--language", "en"], "fr_FR.UTF-8", "en"),
        (["install", "--language=fr"], "en_GB.UTF-8", "fr"),
        (["--language", "de"], "en_GB.UTF-8", "en"),
        (["--language"], "C", "fr"),
    ],
)
def test_messages_are_in_the_language_asked_for(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    system: str,
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert start.asked_language(arguments) == language


@pytest.mark.parametrize(
    "arguments", [["opne"], ["--port", "0"], ["--port", "x"], ["--language", "de"]]
)
def test_a_wrong_option_gets_one_line(
    start: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert start.main(arguments) == 1
    assert "python start.py --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "system"),
    ],
)
def test_an_error_of_the_system_gets_its_message(start: ModuleType, number: int, key: str) -> None:
    error = OSError(number, "text", "/some/path")
    failure = start.system_failure(start.Place(ROOT), error)
    assert failure.key == key
    assert start.Voice("fr").text(failure.key, **failure.values)


def test_ctrl_c_ends_without_a_traceback(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "dispatch", interrupt)
    assert start.main(["--language", "fr"]) == 130
    assert capsys.readouterr().err.startswith("Interrompu.")


@pytest.mark.parametrize(
    ("key", "output"),
    [
        ("network", "NewConnectionError('Failed to establish a new connection: [Errno -3]')"),
        ("network", 'ReadTimeoutError("HTTPSConnectionPool: Read timed out.")'),
        ("network", "npm error code ENOTFOUND"),
        ("certificate", "SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))"),
        ("disk-full", "ERROR: Could not install packages due to an OSError: [Errno 28] No space"),
        ("disk-full", "OSError: [WinError 112] There is not enough space on the disk"),
        ("read-only", "OSError: [Errno 13] Permission denied: '/x'"),
        ("hash", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."),
        ("long-path", "HINT: This error might have occurred: Windows Long Path support"),
        ("unsupported", "ERROR: No matching distribution found for numpy==2.4.6"),
        ("failed", "something\nValueError: that went wrong\nhint: see above\n"),
        ("failed", ""),
    ],
)
def test_a_failed_installation_says_why(
    start: ModuleType, tmp_path: Path, key: str, output: str
) -> None:
    place = start.Place(tmp_path)
    place.venv.mkdir()
    failure = start.diagnosis(place, output)
    assert failure.key == key
    assert start.Voice("fr").text(failure.key, **failure.values)
    assert failure.values["log"].read_text("utf-8") == output


def test_a_full_disk_is_seen_even_when_the_output_is_silent(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = start.Place(tmp_path)
    place.venv.mkdir()
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert start.diagnosis(place, "Error: Command '...' returned 1").key == "disk-full"


# Installing


def test_an_installation_says_how_far_it_is(installed: tuple[Path, str]) -> None:
    _, said = installed
    assert "[1/2] tiny_one" in said
    assert "[2/2] tiny_two" in said
    assert MARK["fr"] in said


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
        text=True,
        check=True,
    )
    assert Path(ast.literal_eval(shown.stdout)).is_relative_to(root / "src")
    texts = {path.name: path.read_text("utf-8") for path in (root / ".venv").rglob("*.pth")}
    assert "lesson-source.pth" in texts
    assert all(text.isascii() for text in texts.values()), texts


def test_a_second_start_installs_nothing(
    installed: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed
    before = (root / ".venv/installed.json").stat().st_mtime_ns
    done = run_start(root, environment, "install")
    assert done.stdout.strip() == "Tout est déjà installé."
    assert (root / ".venv/installed.json").stat().st_mtime_ns == before


def test_the_test_tools_are_added_to_an_installed_lesson(
    installed: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed
    kept = root / ".venv/kept"
    kept.touch()
    done = run_start(root, environment, "install", "--tools")
    assert done.returncode == 0, done.stdout
    assert kept.exists(), "the environment was made anew"
    assert run_start(root, environment, "install").stdout.strip() == "Tout est déjà installé."
    kept.unlink()


def test_an_interrupted_installation_starts_again_cleanly(
    installed: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed
    (root / ".venv/installed.json").unlink()
    (root / ".venv/half").mkdir()
    (root / ".venv/half/file").touch()
    done = run_start(root, environment, "install", "--language", "en")
    assert done.returncode == 0, done.stdout
    assert MARK["en"] in done.stdout
    assert not (root / ".venv/half").exists()


def test_a_changed_lock_installs_again(
    installed: tuple[Path, str], environment: dict[str, str]
) -> None:
    root, _ = installed
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


def test_no_network_is_said_in_one_line(tmp_path: Path, environment: dict[str, str]) -> None:
    root = tiny_repository(tmp_path, environment)
    offline = {name: value for name, value in environment.items() if name != "PIP_NO_INDEX"}
    offline |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    offline["PIP_FIND_LINKS"] = ""
    assert only_line(run_start(root, offline, "install")).startswith(NETWORK_ERROR)
    assert not (root / ".venv/installed.json").exists()


def test_another_package_than_the_pinned_one_is_refused(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    root = tiny_repository(tmp_path, environment)
    lock = root / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{9}", "sha256:000000000", lock.read_text("utf-8")), "utf-8")
    assert "empreinte différente" in only_line(run_start(root, environment, "install"))


@pytest.mark.parametrize("missing", ["requirements.lock", "notebooks/fr/00_accueil.ipynb"])
def test_an_incomplete_copy_says_what_is_missing(
    tmp_path: Path, environment: dict[str, str], missing: str
) -> None:
    root = tiny_repository(tmp_path, environment)
    (root / missing).unlink()
    assert missing in only_line(run_start(root, environment))


# Opening, testing, settings


def test_a_taken_port_gives_the_next_one(
    start: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = start.free_port(start.Voice("fr"), port)
    assert port < found <= port + 50
    assert f"Le port {port} est déjà pris" in capsys.readouterr().out


def test_no_free_port_is_an_error(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(start.StartError) as caught:
        start.free_port(start.Voice("fr"), 65530)
    assert caught.value.values == {"first": 65530, "last": 65535}


def test_without_english_notebooks_the_french_ones_open(
    start: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french, english = tmp_path / start.NOTEBOOKS["fr"], tmp_path / start.NOTEBOOKS["en"]
    french.parent.mkdir(parents=True)
    french.touch()
    assert start.first_notebook(tmp_path, start.Voice("en"), "en") == start.NOTEBOOKS["fr"]
    assert "no English notebooks yet" in capsys.readouterr().out
    english.parent.mkdir(parents=True)
    english.touch()
    assert start.first_notebook(tmp_path, start.Voice("en"), "en") == start.NOTEBOOKS["en"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_opens_its_own_first_notebook(
    start: ModuleType, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    found = start.first_notebook(ROOT, start.Voice(language), language)
    assert found == start.NOTEBOOKS[language]
    assert capsys.readouterr().out == ""


def test_settings_keep_what_else_is_there(start: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "overrides.json"
    path.write_text('{"other": {"a": 1}}', "utf-8")
    assert start.write_settings(tmp_path, "fr") == path
    french = json.loads(path.read_text("utf-8"))
    assert french == {
        "other": {"a": 1},
        "@jupyterlab/translation-extension:plugin": {"locale": "fr_FR"},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
    }
    start.write_settings(tmp_path, "en")
    english = json.loads(path.read_text("utf-8"))
    assert english["@jupyterlab/translation-extension:plugin"] == {"locale": "default"}


WORKERS = ["--numprocesses=2", "--dist=loadfile"]


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        ([], ["--nbval", *WORKERS, "tests", "notebooks"]),
        (["-k", "x"], ["--nbval", *WORKERS, "tests", "notebooks", "-k", "x"]),
        (["tests/test_start.py::test"], ["--nbval", "tests/test_start.py::test"]),
    ],
)
def test_the_suite_takes_pytest_arguments_and_gives_its_status(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], passed: list[str]
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], *_: object) -> int:
        commands.append(command)
        return 5

    monkeypatch.setattr(start, "install", lambda *_: False)
    monkeypatch.setattr(start, "install_node_tools", lambda *_: None)
    monkeypatch.setattr(start, "run", run)
    assert start.main(["test", *arguments]) == 5
    assert commands[0][1:] == ["-m", "pytest", *passed]
    assert start.main(["check", "folder"]) == 5
    assert commands[1][1:] == ["-m", "lesson_utils", "check", "folder"]


def test_a_missing_node_is_said(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    (tmp_path / "package-lock.json").touch()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    start.install_node_tools(start.Place(tmp_path), start.Voice("fr"))
    assert "Node.js" in capsys.readouterr().err


# The real thing


def fetch(address: str, token: str) -> Any:
    request = urllib.request.Request(address, headers={"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def wait_for(address: str, token: str) -> Any:
    """Fetch from a server that is starting."""
    for _ in range(120):
        try:
            return fetch(address, token)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    return pytest.fail(f"JupyterLab did not answer at {address}")


@pytest.mark.slow
def test_a_fresh_copy_opens_the_lesson(tmp_path: Path) -> None:
    root = copy_repository(tmp_path / NAME)
    values = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = run_start(root, values, "install", "--language", "fr")
    assert done.returncode == 0, done.stdout
    assert re.search(r"\[\d+/\d+\] jupyterlab$", done.stdout, re.MULTILINE)

    for language, locale in (("fr", "fr_FR"), ("en", "default")):
        with subprocess.Popen(
            [sys.executable, str(root / "start.py"), "--no-browser", "--language", language],
            env=values,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        ) as lesson:
            try:
                assert lesson.stdout is not None
                said = ""
                while "Ctrl+C" not in said and lesson.poll() is None:
                    said += lesson.stdout.readline()
                assert "4/4" not in said
                found = re.search(r"(http://127\.0\.0\.1:\d+)/lab/tree/(\S+)\?token=(\S+)", said)
                assert found is not None, said
                server, notebook, token = found.groups()
                name = "translation-extension:plugin"
                told = wait_for(f"{server}/lab/api/settings/@jupyterlab/{name}", token)
                assert told["schema"]["properties"]["locale"]["default"] == locale
                name = "apputils-extension:notification"
                told = fetch(f"{server}/lab/api/settings/@jupyterlab/{name}", token)
                assert told["schema"]["properties"]["fetchNews"]["default"] == "false"
                assert fetch(f"{server}/api/contents/{notebook}", token)["type"] == "notebook"
            finally:
                lesson.send_signal(signal.SIGTERM)
        with pytest.raises(urllib.error.URLError):
            fetch(f"{server}/api", token)
