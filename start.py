"""Open the lesson, run its tests or check it, from a fresh copy of the repository.

Standard library alone; what it does is in the folder `starting`. A Python older than 3.11 must
still be able to read this file, to say "too old" and not "invalid syntax": hence the quoted
annotations and the plain syntax, here and in `starting/voice.py`.
"""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent
MINIMUM = (3, 11)
INTERRUPTED = 130

if str(ROOT) not in sys.path:  # "python -P start.py" leaves it out
    sys.path.insert(0, str(ROOT))
try:
    from starting.voice import Voice, asked_language

    if sys.version_info >= MINIMUM:
        from starting.commands import dispatch
        from starting.failures import StartError, system_failure
        from starting.place import Place
except (ImportError, OSError, ValueError) as error:  # missing, or cut short
    if isinstance(error, ImportError) and not str(error.name).startswith("starting"):
        raise
    sys.exit(
        'Ce dossier est incomplet ("starting"). Telechargez-le a nouveau.\n'
        'This folder is incomplete ("starting"). Download it again.'
    )

if TYPE_CHECKING:
    from typing import NoReturn


def end_on_request(*_: object) -> "NoReturn":
    """Turn a request to end into an exit that stops what was started."""
    sys.exit(128 + signal.SIGTERM)


def main(arguments: "list[str]") -> int:
    """Do what the arguments ask; return the exit status."""
    voice = Voice(asked_language(arguments))
    if sys.version_info < MINIMUM:
        voice.complain("too-old", found="{}.{}".format(*sys.version_info))
        return 1
    signal.signal(signal.SIGTERM, end_on_request)
    place = Place(ROOT)
    try:
        return dispatch(place, voice, arguments)
    except KeyboardInterrupt:
        voice.complain("interrupted")
        return INTERRUPTED
    except OSError as error:
        failure = system_failure(place, error)
    except StartError as error:
        failure = error
    voice.complain(failure.key, **failure.values)
    if failure.values.get("log"):
        voice.complain("log", path=failure.values["log"])
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
