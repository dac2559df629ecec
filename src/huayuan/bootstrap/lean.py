"""Keeps a server process small and calm: what nobody uses is not loaded, and the garbage collector looks seldom.

Arrow loads pandas (45 MB) the first time it is handed a list, only to ask whether the list is a Series. We never use
pandas, and both Arrow and DuckDB do without it where it is not installed; a server process behaves as if it were not.
"""

from __future__ import annotations

import gc
import sys
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any


class _NotInstalled(MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> None:
        if name == "pandas" or name.startswith("pandas."):
            raise ModuleNotFoundError(f"No module named {name!r} (kept out of this process)", name=name)


def stay_lean() -> None:
    """Call before anything imports Arrow. Harmless when pandas is loaded already."""
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NotInstalled())


def calm_collector() -> None:
    """Call when everything is made. Thousands of short-lived values a second would make Python walk all of its objects
    again and again in search of cycles that hardly ever exist; what is there now stays for the process's life.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    # Threads that answer requests wait a fifth as long for one that computes; more switches cost less than they gain.
    sys.setswitchinterval(0.001)


def let_go() -> None:
    """Undo `calm_collector` at the end, so that libraries can clear up after themselves."""
    gc.unfreeze()
    gc.collect()
