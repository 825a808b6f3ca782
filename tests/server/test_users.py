"""Which user of a server asks, as the server's kind of provider tells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.auth.identity import (
    IdentityProvider,
    LegacyIdentityProvider,
    PasswordIdentityProvider,
    User,
)

from lesson_utils.server.answers import asking_user, user_of


class Lookup(IdentityProvider):
    """One that knows its users, as JupyterHub's does."""

    def get_user(self, handler: Any) -> User | None:
        """Give whom it knows."""
        known: User | None = handler.current_user
        return known


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JUPYTERHUB_USER", "BINDER_REPO_URL"):
        monkeypatch.delenv(name, raising=False)


def asking(kind: type[IdentityProvider], name: str = "ben") -> Any:
    return SimpleNamespace(identity_provider=kind(), current_user=User(username=name))


@pytest.mark.parametrize("kind", [IdentityProvider, PasswordIdentityProvider])
def test_a_token_or_a_password_names_nobody(
    monkeypatch: pytest.MonkeyPatch, kind: type[IdentityProvider]
) -> None:
    assert user_of(asking(kind)) is None
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    assert user_of(asking(kind)) is None


def test_a_provider_that_knows_its_users_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert user_of(asking(Lookup)) == "ben"
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    assert user_of(asking(Lookup)) == "ben"


def test_a_log_in_of_the_old_kind_names_users_on_a_hub_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert user_of(asking(LegacyIdentityProvider)) is None
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    assert user_of(asking(LegacyIdentityProvider)) == "ben"


def test_on_binder_and_outside_of_a_request_nobody_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert asking_user() is None
    monkeypatch.setenv("BINDER_REPO_URL", "https://code.test")
    assert user_of(asking(Lookup)) is None
