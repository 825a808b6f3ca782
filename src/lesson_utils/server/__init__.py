"""The companion in Jupyter Server: a lesson's notebooks are static on disk and alive on the screen.

Jupyter Server finds it by a file of the package, ``jupyter_server_config.d/lesson_utils.json``.
``LESSON_COMPANION=off`` in the server's environment switches it off.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

_SWITCH = "LESSON_COMPANION"
_OFF = {"0", "false", "no", "off"}


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tell Jupyter Server what to load."""
    return [{"module": "lesson_utils.server"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    """Accompany the server's contents manager, or say why not; never stop the server."""
    from jupyter_server.utils import url_path_join  # noqa: PLC0415 - with a server

    from lesson_utils.server.answers import (  # noqa: PLC0415
        PATH,
        AnswersHandler,
        Records,
        address_of,
    )
    from lesson_utils.server.contents import accompany, obstacle  # noqa: PLC0415 - with a server

    if os.environ.get(_SWITCH, "").strip().lower() in _OFF:
        app.log.info("Lessons come alive when run: %s is off", _SWITCH)
        return
    found = obstacle(app.contents_manager, app.jpserver_extensions)
    if found:
        app.log.warning("Lessons come alive only when run: %s", found)
        return
    site: Any = app.web_app
    place = url_path_join(app.base_url, PATH)
    site.add_handlers(".*", [(place, AnswersHandler, {"records": Records()})])
    accompany(app.contents_manager, lambda notebook: address_of(app.base_url, notebook))
