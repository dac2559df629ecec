"""One API call as its endpoint sees it, and readers that refuse wrong types the way WeCom does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.sight import sees
from huayuan_sandbox.world.stores import Staff

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


@dataclass(slots=True)
class Call:
    """`body` is the decoded JSON of a POST, `upload` the bytes of a multipart field "media" and `upload_name`
    the file name that came with them."""

    corp: Corp
    now: float
    ip: str
    base_url: str
    query: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)
    upload: bytes | None = None
    upload_name: str = ""

    @property
    def staff(self) -> dict[str, Staff]:
        """Members whom the app sees."""
        if not self.corp.rules.visible_departments:
            return self.corp.staff
        return {userid: one for userid, one in self.corp.staff.items() if sees(self.corp, userid)}

    @property
    def serving(self) -> list[str]:
        """Those of them who have the 客户联系 permission and are activated."""
        return [userid for userid in self.corp.serving if sees(self.corp, userid)]

    def member(self, userid: str, *, unknown: int, unseen: int = 60011) -> Staff:
        """Raises `unknown` for nobody, `unseen` for somebody outside the visible range."""
        one = self.corp.staff.get(userid)
        if one is None:
            raise WeComError(unknown, userid)
        if not sees(self.corp, userid):
            raise WeComError(unseen, userid)
        return one

    def text(self, name: str, limit: int = 0, default: str = "") -> str:
        """A string of the body; `limit` in characters. 40058 when it is something else or too long."""
        value = self.body.get(name, default)
        if not isinstance(value, str) or (limit and len(value) > limit):
            raise WeComError(40058, f"{name}")
        return value

    def number(self, name: str, default: int, low: int = 0, high: int = 2**32) -> int:
        value = self.body.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise WeComError(40058, f"{name}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.body.get(name, default)
        if not isinstance(value, bool):
            raise WeComError(40058, f"{name}")
        return value

    def texts(self, name: str) -> list[str]:
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise WeComError(40058, f"{name}")
        return list(value)

    def numbers(self, name: str) -> list[int]:
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
            raise WeComError(40058, f"{name}")
        return list(value)


# An answer is the JSON besides errcode and errmsg; a Response is sent as it is (a file, a redirection).
Endpoint = Callable[[Call], dict[str, Any] | Response]
