"""应用消息: what the app tells members of the corp."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_KEPT = 500


class AppMessage(msgspec.Struct):
    msgid: str
    at: float
    userids: list[str]
    kind: str
    content: dict[str, Any]


class AppMessagesState(msgspec.Struct):
    """The last ones; `told`: digest of what was said to whom → when."""

    messages: list[AppMessage] = []
    told: dict[str, float] = {}
    made: int = 0


class AppMessages(Part[AppMessagesState]):
    name = "app_messages"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, AppMessagesState())

    def send(
        self, userids: list[str], kind: str, content: dict[str, Any], now: float, *, once_in: float = 0.0
    ) -> str:
        """With `once_in` seconds the same again to the same members is taken, and not shown a second time."""
        self.state.made += 1
        msgid = f"am{self.state.made}"
        digest = hashlib.sha256(msgspec.json.encode([sorted(userids), kind, content])).hexdigest()
        repeat = once_in and now - self.state.told.get(digest, -once_in) < once_in
        if not repeat:
            message = AppMessage(msgid, now, userids, kind, content)
            self.state.messages = [*self.state.messages, message][-_KEPT:]
            self.state.told = {**dict(list(self.state.told.items())[-_KEPT:]), digest: now}
        return msgid
