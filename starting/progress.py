"""Says how far an installation is: "Packages fetched: 12 of 96"."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starting.place import Place
    from starting.voice import Voice

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==")

# What pip says.
FETCHED = re.compile(r"^(?:Collecting|Processing|Requirement).*\(from -r .*\(line (\d+)\)\)")
CHOSEN = "Installing collected packages: "

# What uv says, with --verbose.
MISSING = re.compile(r"^DEBUG Identified uncached distribution: (\S+?)==")
FETCHING = re.compile(r"^DEBUG No cache entry for: \S*?([A-Za-z0-9_.]+)-[^-/]+-[^/]*\.whl")
PREPARED = re.compile(r"^Prepared (\d+) packages? in ")
INSTALLED = re.compile(r"^Installed (\d+) packages? in ")
ADDED = re.compile(r"^ \+ (\S+?)==")


def plain(name: str) -> str:
    """Return a package's name as all its spellings give it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Progress:
    """Counts packages: fetched, which is told, and installed, which is done in silence."""

    def __init__(self, place: Place, voice: Voice, lock: str) -> None:
        lines = (place.root / lock).read_text("utf-8").splitlines()
        pins = ((number, PINNED.match(line)) for number, line in enumerate(lines, 1))
        self.names = {number: pin.group(1) for number, pin in pins if pin}
        self.seen: set[str] = set()
        self.packages = place.packages
        self.before = self.installed()  # a quick installer is done before the counting starts
        self.voice = voice
        self.over = threading.Event()
        self.counter: threading.Thread | None = None
        self.done = 0

    def fetched(self, name: str, total: int) -> None:
        """Tell that a package is there, or is coming."""
        if name not in self.seen:
            self.seen.add(name)
            self.show("fetched", len(self.seen), total)

    def start_counting(self, total: int) -> None:
        """Tell that the packages are being installed, and count them while they are."""
        self.voice.say("step-install")
        self.counter = threading.Thread(target=self.count, args=(total,), daemon=True)
        self.counter.start()

    def count(self, total: int) -> None:
        """Count what has arrived."""
        finished = False
        while not finished:
            finished = self.over.wait(0.3)
            self.reach(min(self.installed() - self.before, total), total)

    def installed(self) -> int:
        """Return how many packages the environment has."""
        return sum(1 for _ in self.packages.glob("*.dist-info"))

    def reach(self, done: int, total: int) -> None:
        """Tell how many packages are installed, each number once."""
        for number in range(self.done + 1, done + 1):
            self.done = number
            self.show("put-in", number, total)

    def show(self, key: str, done: int, total: int) -> None:
        """Print one step."""
        self.voice.progress(self.voice.text(key, done=done, total=total), done, total)

    def stop_counting(self) -> None:
        """Count no more."""
        self.over.set()
        if self.counter:
            self.counter.join()

    def end(self) -> None:
        """Stop, whatever came."""
        self.stop_counting()
        self.voice.end_progress()


class PipProgress(Progress):
    """Reads what pip says."""

    def __init__(self, place: Place, voice: Voice, lock: str) -> None:
        super().__init__(place, voice, lock)
        self.total = len(self.names)

    def follow(self, line: str) -> None:
        """Take in one line."""
        fetched = FETCHED.match(line)
        if line.startswith("Ignoring ") and ": markers " in line:
            self.total -= 1
        elif fetched:
            name = self.names.get(int(fetched.group(1)))
            if name:
                self.fetched(name, self.total)
        elif line.startswith(CHOSEN):
            self.start_counting(len(line[len(CHOSEN) :].split(", ")))


class UvProgress(Progress):
    """Reads what uv says: what it lacks, what it fetches, and, once done, what it installed."""

    def __init__(self, place: Place, voice: Voice, lock: str) -> None:
        super().__init__(place, voice, lock)
        self.spelled = {plain(name): name for name in self.names.values()}
        self.missing: list[str] = []
        self.added = 0
        self.total = 0

    def follow(self, line: str) -> None:
        """Take in one line."""
        if found := MISSING.match(line):
            self.missing.append(self.name(found))
        elif found := FETCHING.match(line):
            if self.name(found) in self.missing:
                self.fetched(self.name(found), len(self.missing))
        elif PREPARED.match(line):
            self.start_counting(len(self.missing))
        elif found := INSTALLED.match(line):
            self.stop_counting()
            if self.counter is None:
                self.voice.say("step-install")
            self.total = int(found.group(1))
        elif found := ADDED.match(line):
            self.added += 1
            self.reach(self.added, self.total)

    def name(self, found: re.Match[str]) -> str:
        """Return the name found as the lock spells it."""
        return self.spelled.get(plain(found.group(1)), found.group(1))
