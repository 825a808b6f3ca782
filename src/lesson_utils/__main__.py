"""The command ``lesson``, and ``python -m lesson_utils``.

A student's environment has no teacher's tools: then the command says so in one line.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; each imports its own tools when called."""
    try:
        from lesson_utils.cli import main as command  # noqa: PLC0415 - may lack its tools

        command(prog_name="lesson")
    except ModuleNotFoundError as error:
        sys.exit(
            f"Les outils de l’enseignant manquent ({error.name}) : python start.py check\n"
            f"The teacher’s tools are missing ({error.name}): python start.py check"
        )


if __name__ == "__main__":
    main()
