"""``python -m lesson_utils``: the same as the command ``lesson``."""

from __future__ import annotations

from lesson_utils.cli import main

if __name__ == "__main__":
    main()
