"""What the pushed messages of all platforms have in common."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime

from huayuan.wechat.connections.xml import unix_time


class PushedMessage(ABC):
    """A decrypted message; a platform's own says how a field is found."""

    __slots__ = ()

    @abstractmethod
    def get(self, name: str) -> str:
        """The text of a field, empty when there is none."""

    @property
    def event(self) -> str:
        """The Event, or the MsgType of a message that is none."""
        return self.get("Event") or self.get("MsgType")

    @property
    def openid(self) -> str:
        return self.get("FromUserName")

    @property
    def created_at(self) -> datetime:
        """Raises CallbackMalformed when CreateTime is no Unix time."""
        return unix_time(self.get("CreateTime"))

    def key_of(self, told: Iterable[str]) -> str:
        """By which a repeat is known: MsgId of a message, of an event a digest of what tells it from others.

        FromUserName + CreateTime, as documented, would make one of two events of the same second.
        """
        if message_id := self.get("MsgId"):
            return f"msg:{message_id[:60]}"
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:40]
