"""What the client does with a signed page: it believes it or not."""

from __future__ import annotations

import hmac
from typing import Any, Literal

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Stage
from huayuan_sandbox.services.wecom.web_login import WebLogin


class PageWish(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    noncestr: str
    timestamp: str
    signature: str
    kind: Literal["corp", "agent"] = "corp"


def check(stage: Stage, wish: PageWish) -> dict[str, Any]:
    expected = stage.corp.part(WebLogin).signed(wish.kind, wish.url, wish.noncestr, wish.timestamp)
    return {"trusted": bool(expected) and hmac.compare_digest(expected, wish.signature)}


ACTS: Acts = {"jssdk": (PageWish, check)}
