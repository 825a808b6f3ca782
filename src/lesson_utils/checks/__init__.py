"""The checks of a whole lesson: small named functions in one list.

What a single file can be wrong about is found by :mod:`lesson_utils.content.loading`; a check
looks at what must fit together, in the lesson, around it and on the machine.
"""

from __future__ import annotations

from lesson_utils.checks.content import CONTENT_CHECKS
from lesson_utils.checks.gitfiles import GIT_CHECKS
from lesson_utils.checks.giveaways import GIVEAWAY_CHECKS
from lesson_utils.checks.machine import MACHINE_CHECKS
from lesson_utils.checks.notebooks import NOTEBOOK_CHECKS
from lesson_utils.checks.repository import REPOSITORY_CHECKS
from lesson_utils.checks.workspace import Check, Workspace, load_workspace

#: Every check, in the order in which a teacher sees them.
CHECKS: tuple[Check, ...] = (
    *CONTENT_CHECKS,
    *GIVEAWAY_CHECKS,
    *GIT_CHECKS,
    *REPOSITORY_CHECKS,
    *NOTEBOOK_CHECKS,
    *MACHINE_CHECKS,
)

__all__ = ["CHECKS", "CONTENT_CHECKS", "Check", "Workspace", "load_workspace"]
