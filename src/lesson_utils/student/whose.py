"""Whose answers these are, where several people share a machine, a browser or an account of it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ACTING: ContextVar[str | None] = ContextVar("acting", default=None)


def on_binder() -> bool:
    """Tell whether this is Binder: every session has a new user, and no name lasts."""
    return any(name.startswith("BINDER_") for name in os.environ)


def user_scope() -> str:
    """Give the name that keeps users of one hub apart, in a browser and on a disk they share.

    It is the one whom :func:`acting_for` names, or whose server this is. On Binder every session
    has a new name, and the browser is what carries the work on: none there.
    """
    acting = _ACTING.get()
    if acting is not None:
        return acting
    return "" if on_binder() else os.environ.get("JUPYTERHUB_USER", "")


@contextmanager
def acting_for(user: str | None) -> Iterator[None]:
    """Do what follows for a user of the server; None is whoever it belongs to."""
    before = _ACTING.set(user)
    try:
        yield
    finally:
        _ACTING.reset(before)


def has_own_account(user: str) -> bool:
    """Tell whether this process runs under an account of the system that is this user's alone.

    Hubs that make one for each user give it the user's name, The Littlest JupyterHub with a prefix.
    """
    try:
        import pwd  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    try:
        account = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return False
    return bool(user) and account in {user, f"jupyter-{user}"}


def folder_of(user: str) -> str:
    """Give the name of a user's own folder: no other user has it, on no file system.

    Examples
    --------
    >>> folder_of("ana")
    'ana-24d4b96f58da6d4a8512'
    >>> folder_of("Ana") == folder_of("ana")
    False
    """
    plain = unicodedata.normalize("NFKD", user).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain)[:18].strip("-")
    digest = hashlib.sha256(user.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return f"{readable or 'user'}-{digest}"
