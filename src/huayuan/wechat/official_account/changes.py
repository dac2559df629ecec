"""What a callback means: facts for the stream, for the follower, for what happens next. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from huayuan.wechat.official_account.callbacks import MENU_EVENTS, MESSAGES, NOTICE_EVENTS, Callback

_QR_PREFIX = "qrscene_"


class Step(Enum):
    """What a callback does to the follower."""

    FOLLOWS = "follows"
    LEAVES = "leaves"
    WROTE = "wrote"
    TAPPED = "tapped"


@dataclass(frozen=True, slots=True)
class Change:
    """One callback, decided.

    `event` is the catalog's name; None when there is nothing to tell. `scene` is the value of a QR code of the
    account. `result` names a job of ours that ended (template, mass, publication). `consents` are templates of
    订阅通知 with +1 for accepted and 0 for refused.
    """

    event: str | None = None
    openid: str = ""
    step: Step | None = None
    scene: str = ""
    properties: dict[str, Any] = field(default_factory=dict)
    result: str = ""
    consents: tuple[tuple[str, bool], ...] = ()
    at: datetime | None = None


def decide(callback: Callback) -> Change:
    """What `callback` means; an empty Change for one that we only keep."""
    if callback.event in MESSAGES and callback.get("MsgType") != "event":
        return _about(callback, "oa_message_received", Step.WROTE, properties={"kind": callback.event})
    if callback.event in MENU_EVENTS:
        return _menu(callback)
    decided = _DECISIONS.get(callback.event)
    return decided(callback) if decided else Change()


def _followed(callback: Callback) -> Change:
    scene = callback.get("EventKey").removeprefix(_QR_PREFIX)
    properties = {"scene": "qr_code" if scene else "other"} | ({"qr_scene": scene} if scene else {})
    return _about(callback, "oa_followed", Step.FOLLOWS, scene=scene, properties=properties)


def _left(callback: Callback) -> Change:
    return _about(callback, "oa_unfollowed", Step.LEAVES)


def _scanned(callback: Callback) -> Change:
    scene = callback.get("EventKey").removeprefix(_QR_PREFIX)
    return _about(callback, "oa_scanned", Step.TAPPED, scene=scene, properties={"qr_scene": scene})


def _menu(callback: Callback) -> Change:
    """Only a tap that waits for an answer lets the account write; opening a page does not."""
    opens = callback.event in ("CLICK", "scancode_push", "scancode_waitmsg")
    properties = {"button_path": callback.get("EventKey")[:500]}
    properties |= {"menu_id": callback.get("MenuId")} if callback.get("MenuId") else {}
    return _about(callback, "oa_menu_clicked", Step.TAPPED if opens else None, properties=properties)


def _template_result(callback: Callback) -> Change:
    status = callback.get("Status").replace(" ", "")
    short = {"success": "success", "failed:userblock": "user_block"}.get(status, "failed")
    return _about(callback, "oa_template_result", None, properties={"status": short}, result="template")


def _mass_result(callback: Callback) -> Change:
    """From the system, about no one."""
    return Change(result="mass", at=callback.created_at)


def _publication_result(callback: Callback) -> Change:
    return Change(result="publication", at=callback.created_at)


def _consent(callback: Callback) -> Change:
    said = [
        (row.get("TemplateId", ""), row.get("SubscribeStatusString") == "accept") for row in callback.rows
    ]
    known = tuple((template, accepted) for template, accepted in said if template)
    return Change(openid=callback.openid, consents=known, at=callback.created_at)


def _about(callback: Callback, event: str, step: Step | None, **rest: Any) -> Change:
    return Change(event=event, openid=callback.openid, step=step, at=callback.created_at, **rest)


_DECISIONS: dict[str, Callable[[Callback], Change]] = {
    "subscribe": _followed,
    "unsubscribe": _left,
    "SCAN": _scanned,
    "TEMPLATESENDJOBFINISH": _template_result,
    "MASSSENDJOBFINISH": _mass_result,
    "PUBLISHJOBFINISH": _publication_result,
    **{name: _consent for name in NOTICE_EVENTS if name != "subscribe_msg_sent_event"},
}
