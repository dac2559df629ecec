"""HTTP of `insights`."""

import threading
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.events import api as events
from huayuan.events.api import EventReader
from huayuan.insights import api
from huayuan.insights.contracts import Measures
from huayuan.kernel.clock import Clock
from huayuan.kernel.routes import ReadTx, requires, service
from huayuan.kernel.settings import Settings
from huayuan.stores import api as stores

router = APIRouter(prefix="/api", tags=["insights"])

DEFAULT_DAYS = 30

# Reports share the process with the console: two at a time, so that a slow one cannot starve it.
_slots = threading.BoundedSemaphore(2)


class Compared(BaseModel):
    value: int
    previous: int = Field(description="The same measure in the period of equal length just before")


class Totals(BaseModel):
    new_friends: Compared
    active_people: Compared
    orders: Compared
    gmv: Compared


class Split(BaseModel):
    new_friends: int
    active_people: int
    orders: int
    gmv: int = Field(description="分")


class DayRow(BaseModel):
    """Null: the day lies before the first event, so nothing is known of it."""

    day: date
    new_friends: int | None
    active_people: int | None
    orders: int | None
    gmv: int | None = Field(description="分")


class KeyRow(Split):
    key: str | None = Field(description="null: events that name none")
    label: str | None


class OverviewOut(BaseModel):
    from_: date = Field(serialization_alias="from")
    to: date
    totals: Totals
    by_day: list[DayRow]
    by_channel: list[KeyRow]
    by_store: list[KeyRow]
    fresh_at: datetime | None


@router.get("/overview", response_model=OverviewOut, dependencies=[requires("insights.read")])
def read_overview(
    tx: ReadTx,
    reader: Annotated[EventReader, service(EventReader)],
    settings: Annotated[Settings, service(Settings)],
    clock: Annotated[Clock, service(Clock)],
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> OverviewOut:
    """New friends, active people, orders and GMV: by day, channel and store. Default: the last 30 days."""
    zone = ZoneInfo(settings.timezone)
    last = last or clock.now().astimezone(zone).date()
    given = api.period(first, last, zone) if first else api.days_until(last, DEFAULT_DAYS, zone)
    with _slots:
        found = api.overview(reader, given, zone)
    names = {one.department_id: one.name for one in stores.list_stores(tx) if one.department_id}
    return OverviewOut(
        from_=given.first,
        to=given.last,
        totals=_totals(found.total, found.previous),
        by_day=[_day(day, measures) for day, measures in found.by_day.items()],
        by_channel=_rows(found.by_channel, {}),
        by_store=_rows(found.by_store, names),
        fresh_at=events.fresh_at(tx),
    )


def _totals(value: Measures, previous: Measures) -> Totals:
    now, then = asdict(value), asdict(previous)
    return Totals(**{name: Compared(value=now[name], previous=then[name]) for name in now})


def _day(day: date, measures: Measures | None) -> DayRow:
    if measures is None:
        return DayRow(day=day, new_friends=None, active_people=None, orders=None, gmv=None)
    return DayRow(day=day, **asdict(measures))


def _rows(split: dict[str | None, Measures], names: dict[str, str]) -> list[KeyRow]:
    """Largest first; those without a name last."""
    ordered = sorted(
        split.items(), key=lambda item: (item[0] is None, -item[1].gmv, -item[1].new_friends, item[0] or "")
    )
    return [
        KeyRow(key=key, label=names.get(key, key) if key else None, **asdict(measures))
        for key, measures in ordered
    ]
