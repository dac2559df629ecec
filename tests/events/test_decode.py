"""What the collector accepts, what it refuses, and what it says."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest
from makers import body_of, sent_event

from huayuan.events.decode import MAX_EVENTS, DecodedRequest, RequestDecoder, decompress, time_limits
from huayuan.events.errors import BadRequest, TooManyEvents
from huayuan.kernel.errors import TooLarge

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LIMITS = time_limits(NOW, future_tolerance_seconds=300, past_limit_days=3650)


def decode(*events: dict[str, Any]) -> DecodedRequest:
    return RequestDecoder().decode(body_of(*events), LIMITS)


def code_of(event: dict[str, Any]) -> str:
    answer = decode(event)
    assert not answer.events
    return answer.refused[0].error.code


def test_a_good_event_keeps_what_was_sent_and_gets_its_envelope() -> None:
    answer = decode(
        sent_event(
            event="order_paid", properties={"order_no": "A1", "amount": 12900, "store_id": 7, "channel": "wx"}
        )
    )

    [event] = answer.events
    assert event.envelope.amount == 12900
    assert event.envelope.store_id == 7
    assert event.envelope.channel == "wx"
    assert event.sent.ids == {"anonymous_id": "a-1"}


def test_one_bad_event_does_not_take_the_others_with_it() -> None:
    answer = decode(
        sent_event(), sent_event(event_id="not-a-uuid"), sent_event(event="Bad Name"), sent_event()
    )

    assert [event.index for event in answer.events] == [0, 3]
    assert [(item.index, item.error.code) for item in answer.refused] == [
        (1, "event.malformed"),
        (2, "event.malformed"),
    ]
    assert "event_id" in answer.refused[0].error.text("en")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"time": "2026-03-02T10:00:00"}, "event.malformed"),  # no zone: its meaning would be a guess
        ({"time": "yesterday"}, "event.malformed"),
        ({"time": "2026-03-02T10:05:01+08:00"}, "event.in_future"),
        ({"time": "2016-03-02T00:00:00+08:00"}, "event.too_old"),
        ({"ids": "a-1"}, "event.malformed"),
        ({"ids": {"Bad Kind": "x"}}, "event.malformed"),
        ({"ids": {f"kind_{n}": "x" for n in range(17)}}, "event.malformed"),
        ({"ids": {"anonymous_id": "x" * 513}}, "event.malformed"),
        ({"event": "order_paid", "properties": {"amount": -1}}, "event.bad_property"),
        ({"event": "order_paid", "properties": {"amount": 10**14}}, "event.bad_property"),
        ({"event": "order_paid", "properties": {"amount": 12.5}}, "event.bad_property"),
        ({"event": "order_paid", "properties": {"amount": "12.5"}}, "event.bad_property"),
        ({"event": "page_viewed", "properties": {"duration_ms": "long"}}, "event.bad_property"),
        ({"properties": {"note": "x" * 8193}}, "event.too_long"),
        ({"properties": {str(n): "x" * 8000 for n in range(5)}}, "event.too_long"),
        ({"properties": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": 1}}}}}}}}}}, "event.too_deep"),
        ({"properties": []}, "event.bad_property"),
        ({"account": "x" * 129}, "event.malformed"),
    ],
)
def test_what_is_refused_and_under_which_code(change: dict[str, Any], code: str) -> None:
    assert code_of(sent_event(**change)) == code


@pytest.mark.parametrize(
    "change",
    [
        {"time": "2026-03-02T10:05:00+08:00"},  # exactly the tolerated skew
        {"time": "2016-03-05T00:00:00Z"},
        {"event": "something_new", "properties": {"anything": [1, {"goes": None}]}},
        {"ids": {"member_no": 1001, "phone": None}},
        {"properties": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}},
        {"properties": {"note": "😀" * 2000}},
        {"event": "order_paid", "properties": {"amount": 0, "order_no": 17}},
    ],
)
def test_what_is_accepted(change: dict[str, Any]) -> None:
    answer = decode(sent_event(**change))
    assert not answer.refused
    assert len(answer.events) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"events": 3}',
        b'{"event": []}',
        b"\xff\xfe",
        '{"events": []}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"events": [' + b"[" * 50_000,
    ],
)
def test_a_request_that_cannot_be_read_is_refused_whole(body: bytes) -> None:
    with pytest.raises(BadRequest):
        RequestDecoder().decode(body, LIMITS)


def test_a_non_utf8_string_inside_properties_is_noticed() -> None:
    body = body_of(sent_event(properties={"title": "PLACEHOLDER"})).replace(b"PLACEHOLDER", b"\xd6\xd0")
    with pytest.raises(BadRequest) as refusal:
        RequestDecoder().decode(body, LIMITS)
    assert "UTF-8" in refusal.value.text("en")


def test_a_request_takes_a_thousand_events_and_not_one_more() -> None:
    assert len(decode(*[sent_event() for _ in range(MAX_EVENTS)]).events) == MAX_EVENTS
    with pytest.raises(TooManyEvents):
        decode(*[sent_event() for _ in range(MAX_EVENTS + 1)])


def test_an_empty_request_is_fine() -> None:
    assert decode() == DecodedRequest()


class TestDecompress:
    def test_gzip_is_undone(self) -> None:
        assert decompress(gzip.compress(b"hello"), "gzip", 100) == b"hello"

    def test_a_bomb_never_unfolds(self) -> None:
        with pytest.raises(TooLarge):
            decompress(gzip.compress(b"0" * 50_000_000), "gzip", 1_000_000)

    @pytest.mark.parametrize(
        "body", [b"not gzip", gzip.compress(b"hello world" * 100)[:-20]], ids=["not gzip", "cut short"]
    )
    def test_damaged_gzip_says_so(self, body: bytes) -> None:
        with pytest.raises(BadRequest):
            decompress(body, "gzip", 10_000)

    def test_an_unknown_encoding_says_so(self) -> None:
        with pytest.raises(BadRequest):
            decompress(b"x", "br", 10)

    def test_a_large_plain_body_is_refused(self) -> None:
        with pytest.raises(TooLarge):
            decompress(b"x" * 11, "", 10)
