"""Faults in the words of 小程序 and 微信小店, which share their error codes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from huayuan_sandbox.services.mini_program.errors import WeixinError


class WeixinTrouble:
    """Fulfils `Trouble` of `gate.py`."""

    def refusal(self, code: int | str, status: int, path: str, now: float) -> tuple[int, dict[str, Any]]:
        refused = WeixinError(int(code))
        return 200, {"errcode": refused.code, "errmsg": refused.message(path, now)}

    def vanish(self, path: str, query: Mapping[str, str], answer: Any, rng: Random, now: float) -> bool:
        """Orders and sessions do not vanish."""
        return False
