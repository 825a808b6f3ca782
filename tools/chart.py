"""Check deploy/values.yaml against the schema of Zero to JupyterHub's chart.

    python tools/chart.py FOLDER    the folder `jupyterhub` of a copy of that chart

As helm does: over the chart's own values, and with the common settings as `--set-file` puts them.
"""

import sys
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"


def laid_over(below: Any, above: Any) -> Any:
    """Return values with others laid over them, mapping by mapping."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {key: laid_over(below.get(key), value) for key, value in above.items()}


def values() -> dict[str, Any]:
    """Return our values, with the common settings in their place."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "values.yaml").read_text("utf-8"))
    file = found["hub"]["extraFiles"]["lesson"]
    file["stringData"] = (DEPLOY / "jupyterhub_config.py").read_text("utf-8")
    return found


def main() -> None:
    """Say what the chart does not take."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        sys.exit(__doc__)
    chart = Path(sys.argv[1])
    own, schema = (
        yaml.safe_load((chart / name).read_text("utf-8"))
        for name in ("values.yaml", "values.schema.yaml")
    )
    faults = list(Draft7Validator(schema).iter_errors(laid_over(own, values())))
    for fault in faults:
        print(".".join(map(str, fault.absolute_path)) or "values", fault.message, sep=": ")
    if faults:
        sys.exit(1)
    print("every value is one that the chart has")


if __name__ == "__main__":
    main()
