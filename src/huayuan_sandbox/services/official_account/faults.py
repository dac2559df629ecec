"""Faults in the words of 公众号: a refusal, and a follower who is gone between list and detail."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.world.people import Population


class OfficialAccountTrouble:
    """Fulfils `Trouble` of `gate.py`."""

    def __init__(self, account: Account, people: Population) -> None:
        self._account = account
        self._people = people

    def refusal(self, code: int | str, status: int, path: str, now: float) -> tuple[int, dict[str, Any]]:
        refused = OfficialAccountError(int(code))
        return 200, {"errcode": refused.code, "errmsg": refused.message(f"{int(now):x}-injected")}

    def vanish(self, path: str, query: Mapping[str, str], answer: Any, rng: Random, now: float) -> bool:
        """A follower of a page of followers leaves."""
        openids = (answer.get("data") or {}).get("openid", []) if path.endswith("user/get") else []
        if not openids:
            return False
        person = self._people[self._account.followers.get(rng.choice(openids)).person]
        self._account.unfollow(person, now, live=True)
        return True
