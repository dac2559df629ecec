"""HTTP of `events`: the collector, and the console's catalog, live tail and rejections."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from huayuan.events import store
from huayuan.events.api import catalog, label_of
from huayuan.events.collector import Collector
from huayuan.events.contracts import PersonNames, StoredEvent
from huayuan.events.masking import masked
from huayuan.events.reader import EventReader
from huayuan.kernel.clock import Clock
from huayuan.kernel.routes import PageQuery, ReadTx, public, read_body, requires, service, services_of
from huayuan.kernel.unit_of_work import UnitOfWork

router = APIRouter(tags=["events"])

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Content-Encoding",
    "Access-Control-Max-Age": "86400",
    # The web tracker corrects the clock of devices by the first and waits as the second says.
    "Access-Control-Expose-Headers": "Date, Retry-After",
}
_COLLECTOR_DOC = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["events"],
                    "properties": {
                        "events": {
                            "type": "array",
                            "maxItems": 1000,
                            "items": {
                                "type": "object",
                                "required": ["event_id", "event", "time", "ids"],
                                "properties": {
                                    "event_id": {"type": "string", "format": "uuid"},
                                    "event": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"},
                                    "time": {"type": "string", "format": "date-time"},
                                    "ids": {
                                        "type": "object",
                                        "additionalProperties": {"type": "string", "maxLength": 512},
                                    },
                                    "properties": {"type": "object"},
                                    "account": {"type": "string", "maxLength": 128},
                                    "session_id": {"type": "string", "maxLength": 128},
                                },
                            },
                        }
                    },
                }
            }
        },
    }
}


class RejectionOut(BaseModel):
    index: int
    code: str
    message: dict[str, str]


class ReceiptOut(BaseModel):
    """What became of a request. An answer means that the accepted events are committed."""

    accepted: int
    duplicates: int
    rejected: list[RejectionOut]


@router.post(
    "/v1/events",
    response_model=ReceiptOut,
    openapi_extra=_COLLECTOR_DOC,
    dependencies=[public("the write key in the request is checked by the collector")],
)
async def collect(request: Request, key: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Store up to 1,000 events. Write key as `Authorization: Bearer hyw_…`, or `?key=` for beacons; gzip is accepted."""
    collector = services_of(request).get(Collector)
    body = await read_body(request, collector.body_limit)
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    answer = await collector.accept(body, request.headers.get("content-encoding", ""), bearer or key)
    return Response(answer, media_type="application/json", headers=_CORS)


@router.options("/v1/events", include_in_schema=False, dependencies=[public("CORS preflight")])
async def preflight() -> Response:
    return Response(status_code=204, headers=_CORS)


class Label(BaseModel):
    zh: str
    en: str


class PropertyOut(BaseModel):
    name: str
    type: str = Field(description="string, integer, number, boolean, money (分), list or object")
    unit: str | None
    label: Label
    example: str
    personal: bool


class EventGroupOut(Label):
    key: str


class CatalogItem(BaseModel):
    name: str
    label: Label
    group: EventGroupOut
    verified: bool = Field(
        description="False for names that the catalog does not know; they are kept as they came"
    )
    properties: list[PropertyOut]
    count: int = Field(description="Events of the last 30 days")
    last_seen_at: datetime | None


class CatalogOut(BaseModel):
    items: list[CatalogItem]


class LiveEvent(BaseModel):
    event_id: str
    event: str
    label: Label
    occurred_at: datetime
    received_at: datetime
    person_id: int
    person_name: str | None
    account: str | None
    channel: str | None
    staff_id: str | None
    store_id: str | None
    amount: int | None = Field(description="分")
    properties: dict[str, Any] = Field(
        description="Personal ones read ***; POST /api/customers/{id}/reveal shows one, with a reason"
    )


class LiveEvents(BaseModel):
    items: list[LiveEvent]


class RejectedEvent(BaseModel):
    id: int
    at: datetime
    source: str
    event: str | None
    code: str
    message: Label
    sample: str = Field(description="Start of what was sent, digits and personal properties hidden")


class RejectedEvents(BaseModel):
    items: list[RejectedEvent]
    total: int


@router.get("/api/events/catalog", response_model=CatalogOut, dependencies=[requires("events.read")])
def read_catalog(
    reader: Annotated[EventReader, service(EventReader)], clock: Annotated[Clock, service(Clock)]
) -> CatalogOut:
    """Built-in events first, then the unverified names that were received in the last 30 days."""
    counts = {row["event"]: row for row in reader.counts_by_event(since=clock.now() - timedelta(days=30))}
    items = [
        CatalogItem(
            name=event.name,
            label=Label(**event.label.as_dict()),
            group=EventGroupOut(key=event.group, **event.group_label.as_dict()),
            verified=True,
            properties=[
                PropertyOut(
                    name=prop.name,
                    type=prop.type,
                    unit=prop.unit,
                    label=Label(**prop.label.as_dict()),
                    example=prop.example,
                    personal=prop.personal,
                )
                for prop in event.properties
            ],
            **_usage(counts.pop(event.name, None)),
        )
        for event in catalog().values()
    ]
    unknown = [
        CatalogItem(
            name=name,
            label=Label(zh=name, en=name),
            group=EventGroupOut(key="unverified", zh="未登记", en="Unverified"),
            verified=False,
            properties=[],
            **_usage(row),
        )
        for name, row in counts.items()
    ]
    return CatalogOut(items=items + unknown)


@router.get("/api/events/recent", response_model=LiveEvents, dependencies=[requires("events.read")])
def read_recent(
    request: Request,
    reader: Annotated[EventReader, service(EventReader)],
    event: Annotated[str | None, Query(max_length=64)] = None,
    person: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> LiveEvents:
    """The events received last, newest first."""
    return LiveEvents(items=_named(request, reader.recent(event=event, person_id=person, limit=limit)))


@router.get("/api/events/stream", dependencies=[requires("events.read")], response_class=StreamingResponse)
async def stream(
    request: Request, event: Annotated[str | None, Query(max_length=64)] = None
) -> StreamingResponse:
    """Server-sent events: one LiveEvent a message, at most 50 a second and 20 of one event (the newest)."""
    reader = services_of(request).get(EventReader)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_tail(request, reader, event), media_type="text/event-stream", headers=headers)


def _after(reader: EventReader, event: str | None, newest: int) -> list[StoredEvent]:
    """What the tail shows next. A segment's thousand entrances must not push one customer's order out of sight."""
    if not newest:
        return reader.recent(event=event, limit=20)
    return reader.recent(event=event, after_batch=newest, limit=50, of_each=None if event else 20)


async def _tail(request: Request, reader: EventReader, event: str | None) -> AsyncIterator[bytes]:
    newest = 0
    shutting_down: asyncio.Event = request.app.state.shutting_down
    yield b"retry: 2000\n\n"
    while not await request.is_disconnected() and not shutting_down.is_set():
        found = await run_in_threadpool(_after, reader, event, newest)
        for item in await run_in_threadpool(_named, request, found[::-1]):
            yield b"data: " + item.model_dump_json().encode() + b"\n\n"
        newest = max([newest, *(item.batch_id for item in found)])
        if not found:
            yield b": still here\n\n"
        await asyncio.sleep(1.0)


@router.get("/api/events/rejected", response_model=RejectedEvents, dependencies=[requires("events.read")])
def read_rejected(tx: ReadTx, page: PageQuery) -> RejectedEvents:
    """Events that were refused, newest first, with the reason and a masked sample."""
    rows, total = store.rejections(tx, page.limit, page.offset)
    items = [
        RejectedEvent(
            id=row.id,
            at=row.at,
            source=row.source,
            event=row.event,
            code=row.code,
            message=Label(**row.message),
            sample=row.sample,
        )
        for row in rows
    ]
    return RejectedEvents(items=items, total=total)


def live(item: StoredEvent, person_name: str | None = None) -> LiveEvent:
    """A stored event as the console shows it: personal properties behind a mask, for whoever asks."""
    shown = {name: getattr(item, name) for name in LiveEvent.model_fields if hasattr(item, name)}
    shown |= {
        "event_id": str(item.event_id),
        "label": Label(**label_of(item.event)),
        "properties": masked(item.event, item.properties),
        "person_name": person_name,
    }
    return LiveEvent(**shown)


def _named(request: Request, items: list[StoredEvent]) -> list[LiveEvent]:
    services = services_of(request)
    with services.get(UnitOfWork).read() as tx:
        names = services.get(PersonNames).of(tx, sorted({item.person_id for item in items}))
    return [live(item, names.get(item.person_id)) for item in items]


def _usage(row: dict[str, Any] | None) -> dict[str, Any]:
    return {"count": row["count"] if row else 0, "last_seen_at": row["last_seen_at"] if row else None}
