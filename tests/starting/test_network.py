"""What is set for pip, said to uv."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from starting import network
from starting.network import pip_settings, proxies, uv_settings
from starting.place import Place

if TYPE_CHECKING:
    from pathlib import Path

LISTED = r"""
:env:.index-url='https://variable'
global.index-url='https://file'
global.retries='1'
install.retries='2'
freeze.timeout='10'
WARNING: something else
global.find-links='\nhttps://a\nhttps://l\'école'
"""
STRATEGY = {"UV_INDEX_STRATEGY": "unsafe-best-match"}


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "getproxies", dict)


@pytest.mark.parametrize(
    ("pip", "options", "variables"),
    [
        ({}, [], {}),
        ({"index-url": "https://a/simple"}, [], {"UV_DEFAULT_INDEX": "https://a/simple"}),
        (
            {"extra-index-url": "\nhttps://b/simple\nhttps://c/simple"},
            [],
            {"UV_INDEX": "https://b/simple https://c/simple"},
        ),
        ({"no-index": "true"}, ["--no-index"], {}),
        ({"no-index": "0"}, [], {}),
        (
            {"find-links": "https://d/?a,b file:///e"},
            [],
            {"UV_FIND_LINKS": "https://d/?a%2Cb,file:///e"},
        ),
        ({"find-links": "/opt/a,b"}, [], {"UV_FIND_LINKS": "file:///opt/a%2Cb"}),
        ({"trusted-host": "a b:8080"}, [], {"UV_INSECURE_HOST": "a b:8080"}),
        ({"timeout": "15.0"}, [], {"UV_HTTP_TIMEOUT": "15"}),
        (
            {"default-timeout": "60", "retries": "2"},
            [],
            {"UV_HTTP_TIMEOUT": "60", "UV_HTTP_RETRIES": "2"},
        ),
        ({"cert": "/etc/school.pem"}, [], {"SSL_CERT_FILE": "/etc/school.pem"}),
        ({"client-cert": "/etc/me.pem"}, [], {"SSL_CLIENT_CERT": "/etc/me.pem"}),
        (
            {"proxy": "user:word@proxy:3128"},
            [],
            {
                "HTTP_PROXY": "http://user:word@proxy:3128",
                "HTTPS_PROXY": "http://user:word@proxy:3128",
            },
        ),
    ],
)
def test_pips_settings_are_said_to_uv(
    tmp_path: Path, pip: dict[str, str], options: list[str], variables: dict[str, str]
) -> None:
    assert uv_settings(Place(tmp_path), pip, {}) == (options, STRATEGY | variables)


def test_a_folder_of_wheels_beside_the_lesson_is_found(tmp_path: Path) -> None:
    _, variables = uv_settings(Place(tmp_path / "leçon"), {"find-links": "wheels"}, {})
    assert variables["UV_FIND_LINKS"] == (tmp_path / "leçon" / "wheels").as_uri()


def test_a_folder_of_certificates_is_one(tmp_path: Path) -> None:
    _, variables = uv_settings(Place(tmp_path), {"cert": str(tmp_path)}, {})
    assert variables == STRATEGY | {"SSL_CERT_DIR": str(tmp_path)}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"UV_DEFAULT_INDEX": "https://own"}, {"UV_INDEX": "https://b"}),
        ({"UV_INDEX_URL": "https://own"}, {"UV_INDEX": "https://b"}),
        ({"UV_EXTRA_INDEX_URL": "https://own"}, {"UV_DEFAULT_INDEX": "https://a"}),
        ({"UV_INDEX": ""}, {"UV_DEFAULT_INDEX": "https://a", "UV_INDEX": "https://b"}),
    ],
)
def test_what_is_set_for_uv_counts_more(
    tmp_path: Path, given: dict[str, str], left: dict[str, str]
) -> None:
    pip = {"index-url": "https://a", "extra-index-url": "https://b"}
    assert uv_settings(Place(tmp_path), pip, given) == ([], STRATEGY | left)


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ({"REQUESTS_CA_BUNDLE": "/r.pem", "CURL_CA_BUNDLE": "/c.pem"}, "/r.pem"),
        ({"CURL_CA_BUNDLE": "/c.pem"}, "/c.pem"),
        ({"SSL_CERT_FILE": "/s.pem", "CURL_CA_BUNDLE": "/c.pem"}, None),
    ],
)
def test_the_certificates_of_other_programs_are_taken_as_pip_takes_them(
    tmp_path: Path, given: dict[str, str], file: str | None
) -> None:
    _, variables = uv_settings(Place(tmp_path), {}, given)
    assert variables.get("SSL_CERT_FILE") == file


def test_the_proxy_of_the_systems_settings_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        network, "getproxies", lambda: {"http": "http://p:80", "https": "http://p:81", "ftp": "x"}
    )
    assert proxies({}) == {"HTTP_PROXY": "http://p:80", "HTTPS_PROXY": "http://p:81"}


def test_pips_own_order_of_files_and_variables_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "run_quietly", lambda *_: (0, LISTED))
    assert pip_settings(Place(tmp_path)) == {
        "index-url": "https://variable",
        "retries": "2",
        "find-links": "\nhttps://a\nhttps://l'école",
    }
