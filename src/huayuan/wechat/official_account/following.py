"""The state of followers under callbacks that come late, twice or never. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from huayuan.wechat.official_account.changes import Step

Row = dict[str, Any]
AFTER_WORD, AFTER_TAP = timedelta(hours=48), timedelta(minutes=1)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def new_row(account: str, openid: str, person_id: int) -> Row:
    """Somebody we had not heard of; not a follower until told so."""
    return {
        "account": account, "openid": openid, "person_id": person_id, "origin_person_id": person_id,
        "subscribed": False, "since": None, "changed_at": _NEVER, "scene": "", "qr_scene": "", "tags": [],
        "wrote_at": None, "tapped_at": None, "read_at": None, "has_unionid": False,
    }  # fmt: skip


def step(row: Row, taken: Step, at: datetime, scene: str) -> None:
    """What is told of a follow or leave older than what we believe changes nothing: it came late."""
    if taken is Step.FOLLOWS and at >= row["changed_at"]:
        row |= {"subscribed": True, "since": at, "changed_at": at, "qr_scene": scene[:64], "tapped_at": at}
    elif taken is Step.LEAVES and at >= row["changed_at"]:
        leave(row, at)
    elif taken is Step.WROTE:
        row["wrote_at"] = _later(row["wrote_at"], at)
    elif taken is Step.TAPPED:
        row["tapped_at"] = _later(row["tapped_at"], at)


def leave(row: Row, at: datetime) -> None:
    """What the account knew of a person goes when the person does; that they left stays."""
    row |= {"subscribed": False, "changed_at": at, "tags": [], "wrote_at": None, "tapped_at": None}
    row |= {"scene": "", "qr_scene": ""}


def writable_until(wrote_at: datetime | None, tapped_at: datetime | None) -> datetime | None:
    """Until when the account may send customer-service messages, as far as the follower's own acts allow it.

    How many are left is the platform's count; it refuses the sixth (45047).
    """
    ends = [wrote_at + AFTER_WORD] if wrote_at else []
    ends += [tapped_at + AFTER_TAP] if tapped_at else []
    return max(ends, default=None)


def _later(known: datetime | None, at: datetime) -> datetime:
    return at if known is None else max(known, at)
