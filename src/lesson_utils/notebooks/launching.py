"""Links that open a public repository's notebooks on Binder, or hand out copies on a hub."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

BINDER = "https://mybinder.org/v2"
#: Hosts that Binder knows by a name of its own, and how it writes what is there.
_HOSTS = {"github.com": ("gh", "/"), "gitlab.com": ("gl", "")}
_BY_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[^:/]+)[:/](?P<path>.+)")


class Repository(NamedTuple):
    """A public repository: its host, and its path there."""

    host: str
    path: str

    @property
    def address(self) -> str:
        """The address by which anybody may copy it."""
        return f"https://{self.host}/{self.path}"

    @property
    def name(self) -> str:
        """The name of the folder that a copy gets."""
        return self.path.rpartition("/")[2]


def read_repository(address: str) -> Repository | None:
    """Read an address as a browser shows it, or as ``git remote -v`` does; None if it is neither.

    A name or a password in it is left out: the links are for everybody.

    Examples
    --------
    >>> read_repository("git@code.example:ecole/lecon.git").address
    'https://code.example/ecole/lecon'
    """
    if by_ssh := _BY_SSH.fullmatch(address.strip()):
        host, path = by_ssh["host"], by_ssh["path"]
    else:
        try:
            parts = urlsplit(address.strip())
            port = parts.port
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        host, path = parts.hostname + (f":{port}" if port else ""), parts.path
    # What a page within the repository has behind its name.
    path = re.split(r"/(?:-/)?(?:tree|blob|commits?|src|issues|pulls?)(?:/|$)", path)[0]
    path = path.strip("/").removesuffix(".git")
    return Repository(host.lower(), path) if re.fullmatch(r"[^/\s]+(/[^/\s]+)+", path) else None


def binder_link(repository: Repository, notebook: str, branch: str = "HEAD") -> str:
    """Give the link that opens a notebook on Binder, in the room.

    Examples
    --------
    >>> repository = read_repository("https://gitlab.com/ecole/lecon")
    >>> binder_link(repository, "notebooks/fr/00_accueil.ipynb")
    'https://mybinder.org/v2/gl/ecole%2Flecon/HEAD?urlpath=doc/tree/notebooks/fr/00_accueil.ipynb'
    """
    kind, kept = _HOSTS.get(repository.host, ("git", ""))
    what = repository.address if kind == "git" else repository.path
    place = f"{kind}/{quote(what, safe=kept)}/{quote(branch, safe='')}"
    # What is opened is read as an address in its turn.
    return f"{BINDER}/{place}?urlpath=doc/tree/{quote(quote(notebook), safe='/')}"


def hub_link(repository: Repository, notebook: str, hub: str, branch: str = "") -> str:
    """Give the link by which a hub's user gets a copy, brought up to date, and opens a notebook.

    Examples
    --------
    >>> repository = read_repository("https://code.example/ecole/lecon")
    >>> link = hub_link(repository, "notebooks/fr/00.ipynb", "https://hub.example/")
    >>> link.partition("?")[0]
    'https://hub.example/hub/user-redirect/git-pull'
    """
    opened = f"doc/tree/{quote(repository.name)}/{quote(notebook)}"
    values = {"repo": repository.address, "targetpath": repository.name, "urlpath": opened}
    if branch:
        values["branch"] = branch
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(values)}"
