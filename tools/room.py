"""Write the version of the room's files into its package.json.

    python tools/room.py

JupyterLab lets browsers keep an extension's files for a year. What is asked for with another
version is fetched anew: the version is a digest of all the files.
"""

import hashlib
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "src" / "lesson_utils" / "server" / "labextension"
ENTRY = "static/entry.js"


def load() -> str:
    """Return what JupyterLab is to load: the entry, with the version of all files."""
    digest = hashlib.sha256()
    for path in sorted((FOLDER / "static").iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{ENTRY}?v={digest.hexdigest()[:16]}"


def main() -> None:
    """Write it."""
    path = FOLDER / "package.json"
    package = json.loads(path.read_text("utf-8"))
    package["jupyterlab"]["_build"]["load"] = load()
    path.write_text(json.dumps(package, indent=2) + "\n", "utf-8", newline="\n")
    print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    main()
