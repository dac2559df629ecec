"""Faults in the words of WeCom: a refusal, and somebody who is gone between list and detail."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.departures import Departures
from huayuan_sandbox.services.wecom.errors import WeComError

_LEAST_STAFF = 5


class WeComTrouble:
    """Fulfils `Trouble` of `gate.py`."""

    def __init__(self, corp: Corp) -> None:
        self._corp = corp

    def refusal(self, code: int | str, status: int, path: str, now: float) -> tuple[int, dict[str, Any]]:
        refused = WeComError(int(code))
        return 200, {"errcode": refused.code, "errmsg": refused.message("127.0.0.1")}

    def vanish(self, path: str, query: Mapping[str, str], answer: Any, rng: Random, now: float) -> bool:
        """A customer of a list of customers, or a member of a list of those who serve."""
        if path.endswith("externalcontact/list"):
            pairs = [(query.get("userid", ""), one) for one in answer.get("external_userid", [])]
        else:
            pairs = [_pair(one) for one in answer.get("external_contact_list", [])]
        if pairs:
            return self._end(*rng.choice(pairs), now)
        members = answer.get("follow_user", []) if path.endswith("get_follow_user_list") else []
        if len(members) <= _LEAST_STAFF:
            return False
        self._corp.part(Departures).leave(rng.choice(members), now)
        return True

    def _end(self, userid: str, external: str, now: float) -> bool:
        """The member deletes: one whom the customer deleted would stay in the member's list."""
        person = self._corp.people_known.get(external)
        if person is None or (userid, external) not in self._corp.relations:
            return False
        person.friends = [staff for staff in person.friends if staff != userid]
        self._corp.staff_drops(person, userid, now)
        return True


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["follow_info"]["userid"], row["external_contact"]["external_userid"]
