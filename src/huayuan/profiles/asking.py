"""Which customers are meant, as the console asks for them: the query of the list, kept as text for later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Invalid
from huayuan.kernel.filters import moment, numbers, words
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import tagging
from huayuan.profiles.contracts import CustomerFilter, PeopleOfSegment, Visibility

Words = Annotated[str | None, Field(max_length=500)]
Numbers = Annotated[str | None, Field(max_length=2000, pattern=r"^\d{1,15}(,\d{1,15})*$")]
Day = Annotated[str | None, Field(max_length=40, examples=["2026-03-02", "2026-03-02T10:00:00Z"])]
Amount = Annotated[int | None, Field(ge=0, le=10**15)]
Segment = Annotated[int | None, Field(ge=1, le=10**15, description="Only members of this segment.")]
Text = Annotated[str | None, Field(max_length=100, description="Part of a name, or a whole identifier.")]


class CustomerQuery(BaseModel):
    """All conditions must hold; values separated by commas mean any of them. Bounds are included."""

    q: Text = None
    channel: Words = None
    tag: Numbers = None
    staff: Numbers = None
    store: Numbers = None
    live_code: Numbers = None
    stage: Words = None
    first_seen_from: Day = None
    first_seen_to: Day = None
    last_seen_from: Day = None
    last_seen_to: Day = None
    orders_min: Amount = None
    orders_max: Amount = None
    gmv_min: Amount = None
    gmv_max: Amount = None
    segment: Segment = None


def filter_of(
    tx: Transaction,
    asked: CustomerQuery,
    visibility: Visibility,
    vault: Vault,
    zone: ZoneInfo,
    segments: PeopleOfSegment | None = None,
) -> CustomerFilter:
    """A day is a day of `zone`. Raises Invalid, and what segments refuses with."""
    return CustomerFilter(
        q=asked.q,
        people=found_by_identifier(tx, vault, asked.q),
        channel=words(asked.channel),
        tag=tagging.meant_by(tx, numbers(asked.tag)),
        staff=numbers(asked.staff),
        store=numbers(asked.store),
        live_code=numbers(asked.live_code),
        stage=words(asked.stage),
        first_seen_from=moment(asked.first_seen_from, zone),
        first_seen_to=moment(asked.first_seen_to, zone, end=True),
        last_seen_from=moment(asked.last_seen_from, zone),
        last_seen_to=moment(asked.last_seen_to, zone, end=True),
        orders_min=asked.orders_min,
        orders_max=asked.orders_max,
        gmv_min=asked.gmv_min,
        gmv_max=asked.gmv_max,
        among=_members(tx, asked.segment, segments),
        visibility=visibility,
    )


def _members(
    tx: Transaction, segment_id: int | None, segments: PeopleOfSegment | None
) -> Sequence[int] | None:
    if segment_id is None:
        return None
    if segments is None:
        raise Invalid(field="segment", reason="no segments here")
    return segments.everybody(tx, segment_id)


def found_by_identifier(tx: Transaction, vault: Vault, q: str | None) -> tuple[int, ...]:
    """People one of whose identifiers is `q`."""
    text = (q or "").strip()
    return tuple({found.person_id for found in identity.search(tx, vault, text)}) if text else ()
