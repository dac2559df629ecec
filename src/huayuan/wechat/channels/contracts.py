"""Values that cross the door of the shop connector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What a synchronisation reads."""

    ORDERS = "orders"
    AFTERSALES = "aftersales"
    LIVES = "lives"
    LEADS = "leads"


class Wish(StrEnum):
    """What is still to be asked about at the platform."""

    ORDER = "order"
    AFTERSALE = "aftersale"


@dataclass(frozen=True, slots=True)
class LiveRoom:
    """A broadcast that has ended, with the platform's figures. `leads`: phone numbers left in it."""

    export_id: str
    started_at: datetime
    seconds: int
    audience: int
    most_at_once: int
    seconds_per_viewer: int
    cheers: int
    comments: int
    forwards: int
    new_follows: int
    leads: int = 0
