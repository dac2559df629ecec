"""From the bytes of a request to typed events, each accepted or refused by itself. Pure: no clock, no storage.

Rules (also in README.md): at most 1,000 events a request; a name matches [a-z][a-z0-9_]{0,63}; properties are at most
32 KB, 8 levels deep, strings at most 8,192 characters; the time carries a zone, is at most `future_tolerance` ahead of
the server and at most `past_limit` behind it.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec

from huayuan.events.catalog import Decoders, Envelope
from huayuan.events.errors import (
    BadProperty,
    BadRequest,
    EventRejected,
    InFuture,
    Malformed,
    TooDeep,
    TooLong,
    TooManyEvents,
    TooOld,
)
from huayuan.kernel.errors import TooLarge

MAX_EVENTS = 1000
MAX_PROPERTIES_BYTES = 32_768
MAX_STRING = 8192
MAX_DEPTH = 8
MAX_IDS = 16

Name = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,63}$")]
Short = Annotated[str, msgspec.Meta(max_length=128)]
IdKind = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{1,39}$")]


class EventIn(msgspec.Struct, gc=False):
    """One event as it is sent."""

    event_id: UUID
    event: Name
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    ids: Annotated[
        dict[IdKind, Annotated[str, msgspec.Meta(max_length=512)] | int | None],
        msgspec.Meta(max_length=MAX_IDS),
    ]
    properties: msgspec.Raw = msgspec.Raw(b"{}")
    account: Short | None = None
    session_id: Short | None = None


class RequestIn(msgspec.Struct):
    events: list[EventIn]


class RawRequest(msgspec.Struct):
    events: list[msgspec.Raw]


class Decoded(msgspec.Struct, gc=False):
    """An event that may be stored: what was sent, and its envelope taken out of the properties."""

    index: int
    sent: EventIn
    envelope: Envelope
    person_id: int | None = None


@dataclass(slots=True)
class Refused:
    index: int
    error: EventRejected
    event: str | None
    sample: bytes


@dataclass(slots=True)
class DecodedRequest:
    events: list[Decoded] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TimeLimits:
    oldest: datetime
    newest: datetime
    now: datetime
    past_days: int


def time_limits(now: datetime, future_tolerance_seconds: int, past_limit_days: int) -> TimeLimits:
    return TimeLimits(
        now - timedelta(days=past_limit_days),
        now + timedelta(seconds=future_tolerance_seconds),
        now,
        past_limit_days,
    )


def decompress(body: bytes, encoding: str, limit: int) -> bytes:
    """Undo `gzip` without ever holding more than `limit` bytes. Raises TooLarge, BadRequest."""
    if encoding in ("", "identity"):
        if len(body) > limit:
            raise TooLarge(limit=limit)
        return body
    if encoding != "gzip":
        raise BadRequest(reason=f"Content-Encoding {encoding[:20]!r} is not supported; use gzip or none")
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise BadRequest(reason="the body is not valid gzip") from error
    if len(plain) > limit:
        raise TooLarge(limit=limit)
    if not stream.eof:
        raise BadRequest(reason="the gzip body ends too early")
    return plain


_REQUEST = msgspec.json.Decoder(RequestIn)
_RAW_REQUEST = msgspec.json.Decoder(RawRequest)
_EVENT = msgspec.json.Decoder(EventIn)
_SLOW_CHECK = re.compile(rb"[{\[]")


class RequestDecoder:
    """Decodes whole requests at C speed; only when that fails, event by event to say which and why."""

    def __init__(self) -> None:
        self._properties = Decoders()

    def decode(self, body: bytes, limits: TimeLimits) -> DecodedRequest:
        """Raises BadRequest or TooManyEvents when nothing of the request can be used."""
        try:
            body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadRequest(reason=f"the body is not UTF-8 (byte {error.start})") from error
        try:
            sent = _REQUEST.decode(body).events
        except msgspec.ValidationError:
            return self._decode_one_by_one(body, limits)
        except (msgspec.DecodeError, RecursionError) as error:
            raise BadRequest(reason=f"the body is not JSON: {error}") from error
        _check_count(len(sent))
        answer = DecodedRequest()
        for index, event in enumerate(sent):
            self._take(answer, index, event, limits)
        return answer

    def _decode_one_by_one(self, body: bytes, limits: TimeLimits) -> DecodedRequest:
        try:
            raws = _RAW_REQUEST.decode(body).events
        except (msgspec.DecodeError, RecursionError) as error:
            raise BadRequest(reason=f"expected an object with a list “events”: {error}") from error
        _check_count(len(raws))
        answer = DecodedRequest()
        for index, raw in enumerate(raws):
            try:
                self._take(answer, index, _EVENT.decode(raw), limits)
            except (msgspec.DecodeError, RecursionError) as error:
                answer.refused.append(Refused(index, Malformed(reason=str(error)), None, bytes(raw)))
        return answer

    def _take(self, answer: DecodedRequest, index: int, event: EventIn, limits: TimeLimits) -> None:
        try:
            answer.events.append(Decoded(index, event, self.check(event, limits)))
        except EventRejected as error:
            answer.refused.append(Refused(index, error, event.event, bytes(event.properties)))

    def check(self, event: EventIn, limits: TimeLimits) -> Envelope:
        """The event's envelope. Raises the EventRejected that applies."""
        if not limits.oldest <= event.time <= limits.newest:
            _refuse_time(event.time, limits)
        raw = event.properties
        if len(raw) > 1024 or len(_SLOW_CHECK.findall(raw)) > MAX_DEPTH:
            _check_properties(raw)
        try:
            return self._properties.decode(event.event, raw)
        except msgspec.ValidationError as error:
            raise BadProperty(event=event.event, reason=str(error)) from error
        except (msgspec.DecodeError, RecursionError) as error:
            raise Malformed(reason=f"properties: {error}") from error


def _check_count(given: int) -> None:
    if given > MAX_EVENTS:
        raise TooManyEvents(limit=MAX_EVENTS, given=given)


def _refuse_time(time: datetime, limits: TimeLimits) -> None:
    if time > limits.newest:
        raise InFuture(seconds=round((time - limits.now).total_seconds()))
    raise TooOld(days=limits.past_days)


def _check_properties(raw: msgspec.Raw) -> None:
    """The exact limits, for the few events that come near them."""
    if len(raw) > MAX_PROPERTIES_BYTES:
        raise TooLong(what="properties", limit=MAX_PROPERTIES_BYTES)
    try:
        _check_value(msgspec.json.decode(raw), 1)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Malformed(reason=f"properties: {error}") from error


def _check_value(value: Any, depth: int) -> None:
    if isinstance(value, str):
        if len(value) > MAX_STRING:
            raise TooLong(what="a string in properties", limit=MAX_STRING)
        return
    if not isinstance(value, dict | list):
        return
    if depth > MAX_DEPTH:
        raise TooDeep(limit=MAX_DEPTH)
    for inner in value.values() if isinstance(value, dict) else value:
        _check_value(inner, depth + 1)
