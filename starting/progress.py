"""Says how far an installation is: "[12/96] jupyterlab"."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starting.place import Place
    from starting.voice import Voice


PINNED = re.compile(r"^([A-Za-z0-9._-]+)==")


FETCHED = re.compile(r"^(?:Collecting|Processing|Requirement).*\(from -r .*\(line (\d+)\)\)")


CHOSEN = "Installing collected packages: "


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

    def count(self, names: list[str]) -> None:
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
