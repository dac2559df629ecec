"""One API call as its endpoint sees it, and readers that refuse wrong types the way the platform does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower


@dataclass(slots=True)
class Call:
    """`body` is the decoded JSON of a POST, `upload` the bytes of a multipart field "media" with its file name."""

    account: Account
    now: float
    ip: str
    base_url: str
    query: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)
    upload: bytes | None = None
    upload_name: str = ""

    def text(self, name: str, default: str = "", limit: int = 0) -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str) or (limit and len(value) > limit):
            raise OfficialAccountError(40097, name)
        return value

    def number(self, name: str, default: int | None = None, low: int = 0, high: int = 2**53) -> int:
        """Numbers as text are taken too, as the platform does for ids."""
        value = self.body.get(name, default)
        if isinstance(value, str) and value.isdigit():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise OfficialAccountError(40097, name)
        return value

    def table(self, name: str) -> dict[str, Any]:
        value = self.body.get(name)
        if not isinstance(value, dict):
            raise OfficialAccountError(40097, name)
        return value

    def follower(self, name: str = "touser") -> Follower:
        """The openid in the body. Raises 40003."""
        return self.account.followers.get(self.text(name))

    def openids(self, most: int, name: str = "openid_list") -> list[Follower]:
        """Raises 40031, 40032 (none or more than `most`) and 40003."""
        value = self.body.get(name)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise OfficialAccountError(40031)
        if not 1 <= len(value) <= most:
            raise OfficialAccountError(40032)
        return [self.account.followers.get(openid) for openid in value]

    def only_for_service_accounts(self) -> None:
        if self.account.options.kind != "service":
            raise OfficialAccountError(48001)


Endpoint = Callable[[Call], dict[str, Any]]


def done(**more: Any) -> dict[str, Any]:
    """The answer of what changes something; reading answers carry no errcode."""
    return {"errcode": 0, "errmsg": "ok", **more}
