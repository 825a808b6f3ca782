"""Open the lesson, run its tests or check it, from a fresh copy of the repository.

Standard library alone. A Python older than 3.11 must still be able to read this file, to say "too
old" and not "invalid syntax": hence the quoted annotations and the plain syntax.
"""

import argparse
import errno
import hashlib
import json
import locale
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from collections import deque
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import NoReturn, TextIO

MINIMUM = (3, 11)
LAYOUT = 2  # raise it when what an installation contains changes: every .venv is then made anew
LANGUAGES = ("fr", "en")
NOTEBOOKS = {"fr": "notebooks/fr/00_accueil.ipynb", "en": "notebooks/en/00_welcome.ipynb"}
LOCKS = {"lesson": "requirements.lock", "tools": "requirements-dev.lock"}
HOST = "127.0.0.1"
PORT = 8888
PORTS_TRIED = 50
HIGHEST_PORT = 65535
INTERRUPTED = 130
SHARED = ("--numprocesses=2", "--dist=loadfile")  # two workers; a notebook's cells stay together
FULL = 20000000  # bytes: with less room than this, a failed installation failed for want of room

TEXTS = {
    "description": {
        "fr": "Ouvre la leçon dans JupyterLab (sans commande), ou exécute une commande.",
        "en": "Open the lesson in JupyterLab (without a command), or run a command.",
    },
    "commands": {
        "fr": """commandes :
  open      ouvre la leçon (par défaut)
  install   installe sans rien ouvrir (--tools : avec les outils de test)
  test      exécute tous les tests ; ce qui suit est transmis à pytest
  check     contrôle le contenu des leçons
  settings  règle le JupyterLab du Python en cours (image Binder)""",
        "en": """commands:
  open      open the lesson (the default)
  install   install and open nothing (--tools: with the test tools)
  test      run all the tests; what follows goes to pytest
  check     check the content of the lessons
  settings  set up the JupyterLab of the running Python (Binder image)""",
    },
    "option-help": {"fr": "affiche cette aide", "en": "show this help"},
    "option-language": {
        "fr": "langue de la leçon : fr (par défaut) ou en",
        "en": "language of the lesson: fr (the default) or en",
    },
    "option-no-browser": {
        "fr": "n’ouvre pas de navigateur, affiche seulement l’adresse",
        "en": "open no browser, only show the address",
    },
    "option-port": {
        "fr": "port de JupyterLab (8888 par défaut)",
        "en": "port of JupyterLab (8888 by default)",
    },
    "option-tools": {"fr": "installe aussi les outils de test", "en": "install the test tools too"},
    "bad-option": {
        "fr": "Commande ou option non comprise ({detail}). Aide : python start.py --help",
        "en": "Command or option not understood ({detail}). Help: python start.py --help",
    },
    "too-old": {
        "fr": "Python {found} est trop ancien : la leçon demande Python 3.11 ou plus récent.",
        "en": "Python {found} is too old: the lesson needs Python 3.11 or newer.",
    },
    "no-venv": {
        "fr": "Il manque à ce Python le module « {module} ». Sous Debian ou Ubuntu : "
        "sudo apt install python3-venv. Ailleurs : réinstallez Python.",
        "en": "This Python lacks the module “{module}”. On Debian or Ubuntu: "
        "sudo apt install python3-venv. Elsewhere: install Python again.",
    },
    "incomplete": {
        "fr": "Ce dossier est incomplet : il manque « {path} ». Téléchargez-le à nouveau.",
        "en": "This folder is incomplete: “{path}” is missing. Download it again.",
    },
    "foreign": {
        "fr": "« {path} » existe et n’a pas été créé par start.py : déplacez-le ou renommez-le.",
        "en": "“{path}” exists and was not made by start.py: move it or rename it.",
    },
    "inside": {
        "fr": "L’installation doit être refaite, mais ce Python est le sien. Tapez « deactivate », "
        "puis relancez.",
        "en": "The installation must be made again, but this Python is its own. Type “deactivate”, "
        "then start again.",
    },
    "waiting": {
        "fr": "Une autre installation est en cours dans ce dossier : attente…",
        "en": "Another installation is under way in this folder: waiting…",
    },
    "installing": {
        "fr": "Première ouverture : la leçon s’installe dans « {path} » (quelques minutes).",
        "en": "First time: the lesson is being installed in “{path}” (a few minutes).",
    },
    "installing-tools": {
        "fr": "Installation des outils de test dans « {path} » (quelques minutes).",
        "en": "Installing the test tools in “{path}” (a few minutes).",
    },
    "step-venv": {"fr": "1/4 Environnement Python…", "en": "1/4 Python environment…"},
    "step-fetch": {"fr": "2/4 Téléchargement des paquets…", "en": "2/4 Fetching the packages…"},
    "step-install": {"fr": "3/4 Installation des paquets…", "en": "3/4 Installing the packages…"},
    "step-lesson": {"fr": "4/4 La leçon elle-même…", "en": "4/4 The lesson itself…"},
    "step-node": {
        "fr": "Outils JavaScript (npm ci)…",
        "en": "JavaScript tools (npm ci)…",
    },
    "installed": {"fr": "Installation terminée.", "en": "Installation complete."},
    "ready": {"fr": "Tout est déjà installé.", "en": "Everything is installed already."},
    "disk-full": {
        "fr": "Le disque est plein. Libérez environ 2 Go, puis relancez.",
        "en": "The disk is full. Free about 2 GB, then start again.",
    },
    "read-only": {
        "fr": "Impossible d’écrire dans « {path} » : copiez le dossier de la leçon à un endroit "
        "où vous pouvez écrire.",
        "en": "Cannot write in “{path}”: copy the lesson’s folder to a place where you can write.",
    },
    "network": {
        "fr": "Pas de connexion au serveur de paquets. Vérifiez le réseau (ou le proxy), puis "
        "relancez.",
        "en": "No connection to the package server. Check the network (or the proxy), then start "
        "again.",
    },
    "certificate": {
        "fr": "Le réseau présente un certificat inconnu de Python (filtre de l’établissement ?). "
        "Demandez à son administrateur, ou changez de réseau.",
        "en": "The network shows a certificate unknown to Python (a filter?). Ask its "
        "administrator, or use another network.",
    },
    "hash": {
        "fr": "Un paquet reçu n’est pas celui qui était attendu (empreinte différente) : rien "
        "n’est installé. Réessayez sur un autre réseau.",
        "en": "A package received is not the expected one (another hash): nothing is installed. "
        "Try again on another network.",
    },
    "long-path": {
        "fr": "Le chemin du dossier est trop long pour Windows : copiez le dossier plus près de "
        "la racine (C:\\lecon).",
        "en": "The folder’s path is too long for Windows: copy the folder nearer to the root "
        "(C:\\lesson).",
    },
    "unsupported": {
        "fr": "Un paquet n’existe pas pour ce système ou ce Python ({detail}). Utilisez Python "
        "3.11 à 3.14, 64 bits.",
        "en": "A package does not exist for this system or this Python ({detail}). Use Python "
        "3.11 to 3.14, 64 bits.",
    },
    "failed": {
        "fr": "L’installation a échoué : {detail}",
        "en": "The installation failed: {detail}",
    },
    "log": {"fr": "Détails : {path}", "en": "Details: {path}"},
    "system": {"fr": "Erreur du système : {detail}", "en": "System error: {detail}"},
    "interrupted": {
        "fr": "Interrompu. Relancez quand vous voulez : tout reprendra proprement.",
        "en": "Interrupted. Start again whenever you like: it will begin cleanly.",
    },
    "no-node": {
        "fr": "Node.js (npm) est introuvable : les tests du JavaScript échoueront.",
        "en": "Node.js (npm) was not found: the JavaScript tests will fail.",
    },
    "no-english": {
        "fr": "Les carnets anglais n’existent pas encore : voici les carnets français, dans un "
        "JupyterLab en anglais.",
        "en": "There are no English notebooks yet: here are the French ones, in an English "
        "JupyterLab.",
    },
    "port-taken": {
        "fr": "Le port {taken} est déjà pris : la leçon s’ouvre sur le port {port}.",
        "en": "Port {taken} is already taken: the lesson opens on port {port}.",
    },
    "no-port": {
        "fr": "Aucun port libre de {first} à {last}. Choisissez-en un autre avec --port.",
        "en": "No free port from {first} to {last}. Choose another one with --port.",
    },
    "opening": {
        "fr": "La leçon s’ouvre dans le navigateur. Sinon, copiez-y cette adresse :",
        "en": "The lesson opens in the browser. If not, copy this address into it:",
    },
    "address": {
        "fr": "Ouvrez cette adresse dans un navigateur :",
        "en": "Open this address in a browser:",
    },
    "how-to-stop": {
        "fr": "Laissez cette fenêtre ouverte pendant le travail. Pour arrêter : Ctrl+C.",
        "en": "Leave this window open while you work. To stop: Ctrl+C.",
    },
    "closed": {"fr": "La leçon est fermée.", "en": "The lesson is closed."},
    "lab-failed": {
        "fr": "JupyterLab s’est arrêté (code {status}). Voir les lignes ci-dessus.",
        "en": "JupyterLab has stopped (status {status}). See the lines above.",
    },
    "settings": {"fr": "Réglages écrits dans « {path} ».", "en": "Settings written to “{path}”."},
}

# What pip's output says about why it failed; the first that matches is told.
SYMPTOMS = (
    ("disk-full", r"No space left|Errno 28\b|Errno 122\b|quota exceeded|WinError 112\b"),
    ("hash", r"DO NOT MATCH THE HASHES"),
    ("certificate", r"(?i)certificate.verify.failed"),
    (
        "network",
        (
            r"NewConnectionError|NameResolution|Failed to establish|getaddrinfo|Max retries"
            r"|(Connect|Read)Timeout|Connection (reset|refused|aborted)|ConnectionResetError"
            r"|Network is unreachable|ProxyError|SSLError|IncompleteRead|HTTP error 5\d\d"
            r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
        ),
    ),
    ("long-path", r"WinError 206\b|Long Path support"),
    ("read-only", r"Permission denied|Errno 13\b|Errno 30\b|WinError 5\b|Read-only file system"),
    ("unsupported", r"No matching distribution found for (?P<detail>\S+)"),
)
ERROR_LINE = re.compile(r"[\w.]*(Error|Exception): |ERROR: ")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==")
FETCHED = re.compile(r"^(?:Collecting|Processing|Requirement).*\(from -r .*\(line (\d+)\)\)")
CHOSEN = "Installing collected packages: "


class StartError(Exception):
    """A failure with a message of `TEXTS`; the person who started sees that and no traceback."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Voice:
    """Speaks to the person who started: one language, any terminal."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.unfinished = False

    def text(self, key: str, **values: object) -> str:
        """Return a message in the voice's language."""
        return TEXTS[key][self.language].format(**values)

    def say(self, key: str, **values: object) -> None:
        """Print a message."""
        self.line(self.text(key, **values))

    def complain(self, key: str, **values: object) -> None:
        """Print a message on the error stream."""
        self.end_progress()
        write(sys.stderr, self.text(key, **values) + "\n")

    def line(self, text: str) -> None:
        """Print a line that needs no translation."""
        self.end_progress()
        write(sys.stdout, text + "\n")

    def progress(self, text: str) -> None:
        """Print how far it is: in place on a terminal, else line by line."""
        if not sys.stdout.isatty():
            write(sys.stdout, text + "\n")
            return
        write(sys.stdout, "\r" + text[:70].ljust(70))
        self.unfinished = True

    def end_progress(self) -> None:
        """Leave the line that `progress` writes again and again."""
        if self.unfinished:
            write(sys.stdout, "\n")
        self.unfinished = False


def write(stream: "TextIO", text: str) -> None:
    """Write text to a stream of any encoding, without accents where it knows none."""
    encoding = stream.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = without_accents(text)
    stream.write(text)
    stream.flush()


def without_accents(text: str) -> str:
    """Return the nearest ASCII text."""
    for sign, plain in (("«\u00a0", '"'), ("\u00a0»", '"'), ("“", '"'), ("”", '"'), ("’", "'")):
        text = text.replace(sign, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def spoken_language() -> str:
    """Return the language of messages that the system asks for; French when it does not say."""
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    with suppress(locale.Error):
        named.append(locale.setlocale(locale.LC_CTYPE, ""))  # Windows has it from its settings
    return "en" if next(filter(None, named), "").lower().startswith("en") else "fr"


def asked_language(arguments: "list[str]") -> str:
    """Return the language of messages: that of --language, else the system's."""
    for position, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--language":
            value = value or "".join(arguments[position + 1 : position + 2])
            if value in LANGUAGES:
                return value
    return spoken_language()


class Place(NamedTuple):
    """Where things are in the repository."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment that this script makes."""
        return self.root / ".venv"

    @property
    def binaries(self) -> Path:
        """The environment's programs."""
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.binaries / ("python.exe" if os.name == "nt" else "python")

    @property
    def packages(self) -> Path:
        """The environment's site-packages."""
        if os.name == "nt":
            return self.venv / "Lib" / "site-packages"
        version = "python{}.{}".format(*sys.version_info)
        return self.venv / "lib" / version / "site-packages"

    @property
    def owner(self) -> Path:
        """The file that says this script made the environment; locked while it installs."""
        return self.venv / "made-by-start-py"

    @property
    def marker(self) -> Path:
        """The file written last, when an installation is complete."""
        return self.venv / "installed.json"

    def settings(self, language: str) -> Path:
        """Return the folder of JupyterLab's settings in a language."""
        return self.venv / "share" / "lesson" / language


def fingerprint(place: Place, kind: str) -> str:
    """Return what an installation depends on, in short: another value means: install again."""
    lock = place.root / LOCKS[kind]
    if not lock.is_file():
        raise StartError("incomplete", path=LOCKS[kind])
    version = "{}.{}".format(*sys.version_info)
    facts = "\n".join([str(LAYOUT), version, str(place.root), ""])
    return hashlib.sha256(facts.encode("utf-8", "surrogateescape") + lock.read_bytes()).hexdigest()


def is_installed(place: Place, marks: "dict[str, str]") -> bool:
    """Tell whether the environment is complete and is the one that the fingerprints stand for."""
    try:
        marker = json.loads(place.marker.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return place.python.exists() and marks.items() <= marker.items()


def install(place: Place, voice: Voice, kind: str) -> bool:
    """Make the environment, or add what it lacks; return whether there was anything to do."""
    kinds = ["lesson"] if kind == "lesson" else ["lesson", "tools"]
    marks = {each: fingerprint(place, each) for each in kinds}
    if is_installed(place, marks):
        return False
    for module in ("venv", "ensurepip"):
        if find_spec(module) is None:
            raise StartError("no-venv", module=module)
    claim(place)
    with alone(place, voice):
        if not is_installed(place, marks):
            voice.say("installing" if kind == "lesson" else "installing-tools", path=place.venv)
            voice.say("step-venv")
            if not is_installed(place, {"lesson": marks["lesson"]}):
                make_venv(place)
            place.marker.unlink(missing_ok=True)
            fill(place, voice, LOCKS[kind])
            place.marker.write_text(json.dumps(marks), "utf-8")
            voice.say("installed")
    return True


def fill(place: Place, voice: Voice, lock: str) -> None:
    """Install the packages of a lock, the lesson and its settings."""
    install_lock(place, voice, lock)
    voice.say("step-lesson")
    pip(place, ["--no-deps", "--no-build-isolation", "--editable", "."])
    point_at_source(place)
    for language in LANGUAGES:
        write_settings(place.settings(language), language)


def point_at_source(place: Place) -> None:
    """Replace the absolute path of the editable install by a relative one, which is plain ASCII.

    With an accent in it, Python 3.11 and 3.12 misread the absolute one on Windows, and do not even
    start in an ASCII locale.
    """
    source = os.path.relpath(str(place.root / "src"), str(place.packages))
    for path in place.packages.glob("*.pth"):
        if str(place.root) in path.read_text("utf-8", "replace"):
            path.unlink()
    (place.packages / "lesson-source.pth").write_text(source + "\n", "utf-8")


def claim(place: Place) -> None:
    """Make sure that the environment's folder is there and this script's own."""
    try:
        place.venv.mkdir()
    except FileExistsError:
        if not place.venv.is_dir():
            raise StartError("foreign", path=place.venv) from None
        if any(place.venv.iterdir()) and not place.owner.exists():  # another start may make it now
            raise StartError("foreign", path=place.venv) from None
    place.owner.touch()


@contextmanager
def alone(place: Place, voice: Voice) -> "Iterator[None]":
    """Hold the environment for this process; wait while another start is installing."""
    with place.owner.open("r+b") as handle:
        told = False
        while not lock_file(handle.fileno()):
            if not told:
                voice.say("waiting")
            told = True
            time.sleep(1)
        yield


def lock_file(handle: int) -> bool:
    """Lock an open file until it is closed; return whether this process got it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows has it alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows lacks it

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def make_venv(place: Place) -> None:
    """Empty the environment's folder, whatever was left there, and make it anew."""
    if Path(sys.prefix).resolve() == place.venv.resolve():
        raise StartError("inside")
    place.marker.unlink(missing_ok=True)
    for path in place.venv.iterdir():
        if path == place.owner:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        else:
            path.unlink()
    command = [sys.executable, "-m", "venv", str(place.venv)]
    status, output = run_quietly(command, place)
    if status:
        raise diagnosis(place, output)


def install_lock(place: Place, voice: Voice, lock: str) -> None:
    """Install every package of a lock, saying how far it is."""
    voice.say("step-fetch")
    progress = Progress(place, voice, lock)
    arguments = ["--only-binary", ":all:", "--require-hashes", "--requirement", lock]
    try:
        pip(place, arguments, progress.follow)
    finally:
        progress.end()


class Progress:
    """Says how far pip is: "[12/96] jupyterlab"."""

    def __init__(self, place: Place, voice: Voice, lock: str) -> None:
        lines = (place.root / lock).read_text("utf-8").splitlines()
        pins = ((number, PINNED.match(line)) for number, line in enumerate(lines, 1))
        self.names = {number: pin.group(1) for number, pin in pins if pin}
        self.total = len(self.names)
        self.seen: set[int] = set()
        self.packages = place.packages
        self.voice = voice
        self.over = threading.Event()
        self.counter: threading.Thread | None = None

    def follow(self, line: str) -> None:
        """Take in one line of pip's output."""
        fetched = FETCHED.match(line)
        if line.startswith("Ignoring ") and ": markers " in line:
            self.total -= 1
        elif fetched:
            self.fetch(int(fetched.group(1)))
        elif line.startswith(CHOSEN):
            self.voice.say("step-install")
            names = line[len(CHOSEN) :].strip().split(", ")
            self.counter = threading.Thread(target=self.count, args=(names,), daemon=True)
            self.counter.start()

    def fetch(self, number: int) -> None:
        """Tell that the package on a line of the lock is there."""
        if number in self.names and number not in self.seen:
            self.seen.add(number)
            self.show(len(self.seen), self.total, self.names[number])

    def count(self, names: "list[str]") -> None:
        """While pip installs, which it does in silence, count what has arrived."""
        before = self.installed()
        last = 0
        while not self.over.wait(0.3):
            done = min(self.installed() - before, len(names))
            if done > last:
                self.show(done, len(names), names[done - 1])
                last = done

    def installed(self) -> int:
        """Return how many packages the environment has."""
        return sum(1 for _ in self.packages.glob("*.dist-info"))

    def show(self, number: int, total: int, name: str) -> None:
        """Print one step."""
        self.voice.progress(f"[{number}/{total}] {name}")

    def end(self) -> None:
        """Stop counting."""
        self.over.set()
        if self.counter:
            self.counter.join()
        self.voice.end_progress()


def pip(
    place: Place, arguments: "list[str]", follow: "Callable[[str], None] | None" = None
) -> None:
    """Run `pip install` in the environment; raise why it failed if it did."""
    command = [str(place.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    status, output = run_quietly([*command, *arguments], place, follow)
    if status:
        raise diagnosis(place, output)


def run_quietly(
    command: "list[str]", place: Place, follow: "Callable[[str], None] | None" = None
) -> "tuple[int, str]":
    """Run a program, its output kept for `diagnosis`; return its status and its last lines."""
    lines: deque[str] = deque(maxlen=2000)
    told = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=str(place.root),
        env={**environment(place), **told},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if follow:
                    follow(line)
        except BaseException:
            process.terminate()
            raise
    return process.returncode, "".join(lines)


def diagnosis(place: Place, output: str) -> StartError:
    """Return the error that says why an installation failed."""
    log = keep_log(place, output)
    written = (str(place.venv), tempfile.gettempdir())
    if any(shutil.disk_usage(each).free < FULL for each in written):
        return StartError("disk-full", log=log)
    for key, pattern in SYMPTOMS:
        found = re.search(pattern, output)
        if found:
            return StartError(key, path=place.venv, log=log, **found.groupdict())
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["?"]
    errors = [line for line in lines if ERROR_LINE.match(line)]
    return StartError("failed", detail=(errors or lines)[-1], log=log)


def keep_log(place: Place, output: str) -> "Path | None":
    """Write down what a failed program said; return where, unless even that failed."""
    for folder in (str(place.venv), tempfile.gettempdir()):
        try:
            handle, path = tempfile.mkstemp(".log", "lesson-install-", folder)
            os.close(handle)
            Path(path).write_text(output, "utf-8")
        except OSError:
            continue
        return Path(path)
    return None


def environment(place: Place) -> "dict[str, str]":
    """Return the variables of the programs started: those of the environment in `.venv`."""
    values = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"):
        values.pop(name, None)
    values["VIRTUAL_ENV"] = str(place.venv)
    values["PATH"] = os.pathsep.join([str(place.binaries), values.get("PATH", "")])
    values["PIP_USER"] = "0"
    return values


def run(command: "list[str]", values: "dict[str, str]", root: Path) -> int:
    """Run a program in the foreground; return its exit status. Ctrl+C is the program's affair."""
    with subprocess.Popen(command, cwd=str(root), env=values) as process:
        try:
            while process.poll() is None:
                try:
                    process.wait()
                except KeyboardInterrupt:
                    stop(process)
        finally:
            process.terminate()
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Give a program that Ctrl+C has reached the time to end; then end it."""
    try:
        process.wait(timeout=10)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.terminate()


def write_settings(folder: Path, language: str) -> Path:
    """Write JupyterLab's defaults: its language, no news, no question; keep what else is there."""
    path = folder / "overrides.json"
    values = json.loads(path.read_text("utf-8")) if path.exists() else {}
    locales = {"fr": "fr_FR", "en": "default"}
    values["@jupyterlab/translation-extension:plugin"] = {"locale": locales[language]}
    news = {"fetchNews": "false", "checkForUpdates": False}
    values["@jupyterlab/apputils-extension:notification"] = news
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n", "utf-8")
    return path


def first_notebook(root: Path, voice: Voice, language: str) -> str:
    """Return the notebook that opens."""
    if (root / NOTEBOOKS[language]).is_file():
        return NOTEBOOKS[language]
    if language == "en" and (root / NOTEBOOKS["fr"]).is_file():
        voice.say("no-english")
        return NOTEBOOKS["fr"]
    raise StartError("incomplete", path=NOTEBOOKS[language])


def free_port(voice: Voice, wanted: int) -> int:
    """Return the wanted port, or the next one that nobody uses."""
    last = min(wanted + PORTS_TRIED, HIGHEST_PORT + 1) - 1
    for port in range(wanted, last + 1):
        try:
            socket.create_server((HOST, port)).close()
        except OSError:
            continue
        if port != wanted:
            voice.say("port-taken", taken=wanted, port=port)
        return port
    raise StartError("no-port", first=wanted, last=last)


def lab_command(place: Place, notebook: str, port: int, language: str) -> "list[str]":
    """Return the command that serves the lesson on this machine alone, asking nothing."""
    return [
        str(place.python),
        "-m",
        "jupyterlab",
        "--ServerApp.ip=" + HOST,
        "--ServerApp.port=" + str(port),
        "--ServerApp.root_dir=" + str(place.root),
        "--ServerApp.answer_yes=True",
        "--ServerApp.allow_root=True",
        "--ServerApp.use_redirect_file=False",
        "--Application.log_level=ERROR",
        "--KernelManager.transport_encryption=auto",
        "--LabApp.extension_manager=readonly",
        "--LabApp.default_url=/lab/tree/" + notebook,
        "--LabApp.app_settings_dir=" + str(place.settings(language)),
    ]


def lab_environment(place: Place, token: str) -> "dict[str, str]":
    """Return JupyterLab's environment variables; the user's own Jupyter stays as it is."""
    values = environment(place)
    values["JUPYTER_TOKEN"] = token
    values["JUPYTER_PREFER_ENV_PATH"] = "1"
    own = place.root / ".jupyter"
    try:
        own.mkdir(exist_ok=True)
    except OSError:
        return values
    if os.access(str(own), os.W_OK):
        values["JUPYTER_CONFIG_DIR"] = str(own)
    return values


def do_open(place: Place, voice: Voice, options: "argparse.Namespace") -> int:
    """Open the lesson in JupyterLab and stay until it is closed."""
    notebook = first_notebook(place.root, voice, options.language)
    install(place, voice, "lesson")
    port = free_port(voice, options.port)
    token = secrets.token_urlsafe(24)
    command = lab_command(place, notebook, port, options.language)
    if options.no_browser:
        command.append("--ServerApp.open_browser=False")
    voice.say("address" if options.no_browser else "opening")
    voice.line(f"  http://{HOST}:{port}/lab/tree/{notebook}?token={token}")
    voice.say("how-to-stop")
    status = run(command, lab_environment(place, token), place.root)
    if status:
        raise StartError("lab-failed", status=status)
    voice.say("closed")
    return 0


def do_install(place: Place, voice: Voice, options: "argparse.Namespace") -> int:
    """Install and open nothing."""
    if not install(place, voice, "tools" if options.tools else "lesson"):
        voice.say("ready")
    if options.tools:
        install_node_tools(place, voice)
    return 0


def do_settings(_: Place, voice: Voice, options: "argparse.Namespace") -> int:
    """Set up the JupyterLab of the running Python."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings"
    voice.say("settings", path=write_settings(folder, options.language))
    return 0


def do_test(place: Place, voice: Voice, arguments: "list[str]") -> int:
    """Run the whole suite, strict nbval included; or the files named in the arguments."""
    install(place, voice, "tools")
    install_node_tools(place, voice)
    paths = [each for each in arguments if (place.root / each.split("::")[0]).exists()]
    everything = [] if paths else [*SHARED, "tests", "notebooks"]
    command = [str(place.python), "-m", "pytest", "--nbval", *everything, *arguments]
    return run(command, environment(place), place.root)


def do_check(place: Place, voice: Voice, arguments: "list[str]") -> int:
    """Run the content's checks."""
    install(place, voice, "tools")
    command = [str(place.python), "-m", "lesson_utils", "check", *arguments]
    return run(command, environment(place), place.root)


def install_node_tools(place: Place, voice: Voice) -> None:
    """Install what package-lock.json lists, once."""
    lock = place.root / "package-lock.json"
    marker = place.root / "node_modules" / ".lesson-installed"
    if not lock.is_file() or (marker.is_file() and marker.read_bytes() == lock.read_bytes()):
        return
    npm = shutil.which("npm")
    if npm is None:
        voice.complain("no-node")
        return
    voice.say("step-node")
    status, output = run_quietly([npm, "ci", "--ignore-scripts"], place)
    if status:
        raise diagnosis(place, output)
    marker.write_bytes(lock.read_bytes())


class Parser(argparse.ArgumentParser):
    """Options whose errors are messages of this script."""

    def error(self, message: str) -> "NoReturn":
        """Raise what argparse would print."""
        raise StartError("bad-option", detail=message)


def port_number(text: str) -> int:
    """Return the port that a text names."""
    number = int(text)
    if not 0 < number <= HIGHEST_PORT:
        raise ValueError(text)
    return number


def read_options(voice: Voice, command: str, arguments: "list[str]") -> "argparse.Namespace":
    """Read the options of a command."""
    parser = Parser(
        prog="start.py",
        add_help=False,
        description=voice.text("description"),
        epilog=voice.text("commands"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("-h", "--help", action="help", help=voice.text("option-help"))
    add("--language", choices=LANGUAGES, default="fr", help=voice.text("option-language"))
    if command == "open":
        add("--no-browser", action="store_true", help=voice.text("option-no-browser"))
        add("--port", type=port_number, default=PORT, help=voice.text("option-port"))
    if command == "install":
        add("--tools", action="store_true", help=voice.text("option-tools"))
    return parser.parse_args(arguments)


def dispatch(place: Place, voice: Voice, arguments: "list[str]") -> int:
    """Run the command that the arguments name."""
    passing = {"test": do_test, "check": do_check}
    reading = {"open": do_open, "install": do_install, "settings": do_settings}
    command, rest = "open", arguments
    if arguments and arguments[0] in {**passing, **reading}:
        command, rest = arguments[0], arguments[1:]
    if command in passing:
        return passing[command](place, voice, rest)
    return reading[command](place, voice, read_options(voice, command, rest))


def system_failure(place: Place, error: OSError) -> StartError:
    """Return the message for an error of the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StartError("disk-full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StartError("read-only", path=error.filename or place.root)
    return StartError("system", detail=error)


def end_on_request(*_: object) -> "NoReturn":
    """Turn a request to end into an exit that stops what was started."""
    sys.exit(128 + signal.SIGTERM)


def main(arguments: "list[str]") -> int:
    """Do what the arguments ask; return the exit status."""
    voice = Voice(asked_language(arguments))
    if sys.version_info < MINIMUM:
        voice.complain("too-old", found="{}.{}".format(*sys.version_info))
        return 1
    signal.signal(signal.SIGTERM, end_on_request)
    place = Place(Path(__file__).resolve().parent)
    try:
        return dispatch(place, voice, arguments)
    except KeyboardInterrupt:
        voice.complain("interrupted")
        return INTERRUPTED
    except OSError as error:
        failure = system_failure(place, error)
    except StartError as error:
        failure = error
    voice.complain(failure.key, **failure.values)
    if failure.values.get("log"):
        voice.complain("log", path=failure.values["log"])
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
