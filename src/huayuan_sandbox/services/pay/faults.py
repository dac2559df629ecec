"""Faults in the words of API v3: an HTTP status and a code that is a word. Like what stands between merchant and
platform in life, such an answer carries no signature."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any


class PayTrouble:
    """Fulfils `Trouble` of `gate.py`."""

    def refusal(self, code: int | str, status: int, path: str, now: float) -> tuple[int, dict[str, Any]]:
        word = code if isinstance(code, str) else "SYSTEM_ERROR"
        return status, {"code": word, "message": "injected"}

    def vanish(self, path: str, query: Mapping[str, str], answer: Any, rng: Random, now: float) -> bool:
        """Nobody is listed here."""
        return False
