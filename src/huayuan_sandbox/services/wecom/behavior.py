"""联系客户统计: what members did with customers, by day of China; counted when it happens."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import day_begins, local_day

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


class MemberDay(msgspec.Struct):
    """`talked`: numbers of the friendships in which something was said."""

    talked: list[int] = []
    messages: int = 0
    left: int = 0


class BehaviorState(msgspec.Struct):
    """userid → day → counts."""

    days: dict[str, dict[int, MemberDay]] = {}


class Behavior(Part[BehaviorState]):
    name = "behavior"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, BehaviorState())

    def wrote(self, userid: str, relation: int, at: float) -> None:
        day = self._day(userid, at)
        day.messages += 1
        if relation not in day.talked:
            day.talked.append(relation)

    def left(self, userid: str, at: float) -> None:
        """A customer deleted the member."""
        self._day(userid, at).left += 1

    def figures(self, userids: list[str], day: int) -> dict[str, Any]:
        """The members together. Without chats there are no answers to speak of."""
        known = [found for userid in userids if (found := self.state.days.get(userid, {}).get(day))]
        added = sum(
            local_day(one.created_at) == day
            for userid in userids
            for one in self.corp.of_staff.get(userid, ())
        )
        chats, messages = sum(len(one.talked) for one in known), sum(one.messages for one in known)
        shown: dict[str, Any] = {
            "stat_time": day_begins(day), "chat_cnt": chats, "message_cnt": messages,
            "negative_feedback_cnt": sum(one.left for one in known), "new_apply_cnt": added,
            "new_contact_cnt": added,
        }  # fmt: skip
        if chats:
            rng = Random(f"{self.corp.seed}|behavior|{userids[0]}|{day}")
            shown |= {
                "reply_percentage": round(rng.uniform(70, 100), 2),
                "avg_reply_time": rng.randint(1, 40),
            }
        return shown

    def _day(self, userid: str, at: float) -> MemberDay:
        return self.state.days.setdefault(userid, {}).setdefault(local_day(at), MemberDay())
