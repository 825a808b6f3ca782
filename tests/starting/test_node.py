"""The JavaScript tools."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from starting.node import install_node_tools
from starting.place import Place
from starting.voice import Voice

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_missing_node_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    (tmp_path / "package-lock.json").touch()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    install_node_tools(Place(tmp_path), Voice("fr"))
    assert "Node.js" in capsys.readouterr().err
