"""Builds the console into src/huayuan/_console when its sources changed, as an editable install would."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from hatch_build import ConsoleBuildHook  # noqa: E402


def main() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["hooks"][
        "custom"
    ]
    app: Any = SimpleNamespace(display_info=print)
    nothing: Any = None
    ConsoleBuildHook(str(ROOT), config, nothing, nothing, str(ROOT / "dist"), "wheel", app).initialize(
        "editable", {}
    )
    target = ROOT / config["target"]
    target.mkdir(exist_ok=True)


if __name__ == "__main__":
    main()
