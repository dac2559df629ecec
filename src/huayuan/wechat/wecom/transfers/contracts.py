"""Values of transfers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TransferState(StrEnum):
    """`asking`: the platform has yet to be asked; `waiting`: accepted, and the customer may still refuse; `lapsed`: nothing
    was heard of it for a week."""

    ASKING = "asking"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    FULL = "full"
    FAILED = "failed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class NewTransfer:
    """Customers (external userids) of `handover_id` are to be those of `takeover_id`; both are staff of `account`.

    `unassigned`: WeCom lists them as nobody's, so the member has left, whatever is known here yet.
    """

    connection_id: int
    account: str
    handover_id: int
    takeover_id: int
    customers: tuple[str, ...]
    message: str = ""
    unassigned: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    id: int
    connection_id: int
    account: str
    resigned: bool
    handover: str
    takeover: str
    external_userid: str
    person_id: int | None
    message: str
    state: TransferState
    errcode: int | None
    asked_at: datetime
    settled_at: datetime | None
