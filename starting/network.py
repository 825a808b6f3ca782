"""How packages are reached: what is set for pip, said to uv, which does not read pip's settings.

A school sets its package server, its proxy or its certificate for pip, in a file or in variables.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import getproxies

from starting.pip import pip_command
from starting.processes import run_quietly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starting.place import Place

SECTIONS = ("global", "install", ":env:")  # the later one counts more, for pip
SETTING = re.compile(r"(global|install|:env:)\.([a-z-]+)=(.*)")
OLD_NAMES = {"UV_INDEX_URL": "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX_URL": "UV_INDEX"}
OFF = {"", "0", "false", "no", "off"}


def pip_settings(place: Place) -> dict[str, str]:
    """Return what is set for pip, in its files and in variables."""
    _, output = run_quietly([*pip_command(place), "config", "list"], place)
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in output.splitlines():
        setting = SETTING.fullmatch(line.strip())
        if setting:
            section, name, value = setting.groups()
            found[section][name] = str(ast.literal_eval(value))
    return {name: value for each in found.values() for name, value in each.items()}


def uv_settings(
    place: Place, pip: Mapping[str, str], variables: Mapping[str, str]
) -> tuple[list[str], dict[str, str]]:
    """Return the options and variables with which uv reaches what pip reaches.

    What is set for uv itself counts more than what is set for pip.
    """
    options = [] if pip.get("no-index", "").lower() in OFF else ["--no-index"]
    links = [address(place, each) for each in pip.get("find-links", "").split()]
    timeout = pip.get("timeout") or pip.get("default-timeout") or ""
    own = {
        "UV_DEFAULT_INDEX": pip.get("index-url", ""),
        "UV_INDEX": " ".join(pip.get("extra-index-url", "").split()),
        "UV_FIND_LINKS": ",".join(links),
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
        "UV_HTTP_TIMEOUT": timeout.partition(".")[0],
        "UV_HTTP_RETRIES": pip.get("retries", ""),
        # pip looks in every index for the best version, and every hash is pinned.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    said = {name for name, value in variables.items() if value}
    said |= {OLD_NAMES[name] for name in said & OLD_NAMES.keys()}
    wanted = {name: value for name, value in own.items() if name not in said}
    wanted |= {"SSL_CLIENT_CERT": pip.get("client-cert", "")}
    wanted |= certificates(pip, variables) | proxies(pip)
    return options, {name: value for name, value in wanted.items() if value}


def address(place: Place, link: str) -> str:
    """Return a link of pip as an address; a comma in it would end it, for uv."""
    if "://" in link or link.startswith("file:"):
        return link.replace(",", "%2C")
    return (place.root / Path(link).expanduser()).absolute().as_uri().replace(",", "%2C")


def certificates(pip: Mapping[str, str], variables: Mapping[str, str]) -> dict[str, str]:
    """Return where the certificates are that pip trusts, if that is said."""
    path = pip.get("cert") or ""
    if not path and not variables.get("SSL_CERT_FILE"):
        path = variables.get("REQUESTS_CA_BUNDLE") or variables.get("CURL_CA_BUNDLE") or ""
    return {"SSL_CERT_DIR" if path and Path(path).is_dir() else "SSL_CERT_FILE": path}


def proxies(pip: Mapping[str, str]) -> dict[str, str]:
    """Return the proxies: pip's, else those of the variables and of the system's settings."""
    proxy = pip.get("proxy", "")
    if proxy:
        proxy = proxy if "://" in proxy else "http://" + proxy
        return {"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy}
    system = getproxies()
    return {f"{kind.upper()}_PROXY": system.get(kind, "") for kind in ("http", "https")}
