"""Where a value stands in a JSON document: `buyer.phone`, `items[0].id`, `goods[].title`. Pure."""

from __future__ import annotations

import re
from typing import Any

from huayuan.marketplaces.hooks.errors import BadPath

EACH = -1  # the step `[]`
LONGEST = 200
Path = tuple[str | int, ...]
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d{0,4})\]")


class Missing:
    """Nothing stands there; null is something else."""


MISSING = Missing()


def parse(text: str) -> Path:
    """Raises BadPath."""
    bare = text.strip().removeprefix("$").removeprefix(".")
    steps: list[str | int] = []
    place = 0
    while place < len(bare):
        match = _STEP.match(bare, place)
        if match is None or len(bare) > LONGEST:
            raise BadPath(path=text[:60])
        name, index = match.groups()
        steps.append(name if name is not None else int(index) if index else EACH)
        place = match.end()
    if steps.count(EACH) > 1 or bare.endswith("."):
        raise BadPath(path=text[:60])
    return tuple(steps)


def look_up(value: Any, path: Path) -> Any:
    """What stands there, or MISSING. `path` has no EACH."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                return MISSING
            value = value[step]
        else:
            if not isinstance(value, dict) or step not in value:
                return MISSING
            value = value[step]
    return value
