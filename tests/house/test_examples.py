"""The examples in docstrings give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from tests.lessons import REPOSITORY

SOURCES = REPOSITORY / "src"
NAMES = [
    ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(SOURCES.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_module_give_what_they_say(name: str) -> None:
    done = doctest.testmod(import_module(name))
    assert done.attempted
    assert done.failed == 0
