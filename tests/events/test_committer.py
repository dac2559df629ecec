"""Group commit: durable, exactly once, each event under its person."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyarrow as pa
import pytest
from makers import NOON, body_of, sent_event

from huayuan.events import api, store
from huayuan.events.api import Committer, EventReader
from huayuan.events.committer import Committer as CommitterClass
from huayuan.events.contracts import NewEvent, Receipt
from huayuan.events.decode import RequestDecoder, time_limits
from huayuan.events.known import KnownEvents
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, WarehouseDown

DECODER = RequestDecoder()


def send(committer: Committer, clock: ManualClock, *events: dict[str, Any]) -> Receipt:
    limits = time_limits(clock.now(), 300, 3650)
    return committer.submit(DECODER.decode(body_of(*events), limits), "test").result(10)


def stored_ids(reader: EventReader) -> list[str]:
    table = reader.table()
    rows = reader.rows(table.select(id=table.event_id.cast("string")))
    return sorted(row["id"] for row in rows)


def test_a_receipt_means_stored(committer: Committer, reader: EventReader, clock: ManualClock) -> None:
    sent = [sent_event(ids={"anonymous_id": f"a-{n}"}) for n in range(5)]
    assert send(committer, clock, *sent) == Receipt(5, 0, [])
    assert stored_ids(reader) == sorted(event["event_id"] for event in sent)


def test_repeats_are_dropped_within_a_request_between_requests_and_after_a_restart(
    make_committer: Callable[[], Committer], warehouse: Warehouse, uow: UnitOfWork, clock: ManualClock
) -> None:
    first = make_committer()
    event, other = sent_event(), sent_event()
    assert send(first, clock, event, event, other) == Receipt(2, 1, [])
    assert send(first, clock, event) == Receipt(0, 1, [])
    first.stop(5)

    again = make_committer()
    assert send(again, clock, other, sent_event()) == Receipt(1, 1, [])
    assert len(stored_ids(EventReader(warehouse, uow, again))) == 3


def test_repeats_of_events_older_than_the_memory_are_still_recognised(
    warehouse: Warehouse, uow: UnitOfWork, vault: Vault, clock: ManualClock
) -> None:
    def start(memory: int) -> CommitterClass:
        committer = CommitterClass(
            uow, warehouse, Resolver(vault), clock, name="m", interval_seconds=0, dedup_memory=memory
        )
        committer.start()
        return committer

    committer = start(1000)
    old = [sent_event() for _ in range(30)]
    send(committer, clock, *old)
    clock.advance(days=2)
    recent = [sent_event(time="2026-03-04T09:59:00+08:00") for _ in range(30)]
    send(committer, clock, *recent)
    committer.stop(5)

    forgetful = start(10)
    assert send(forgetful, clock, *old, *recent) == Receipt(0, 60, [])
    assert send(forgetful, clock, sent_event()) == Receipt(1, 0, [])
    forgetful.stop(5)


def test_a_fingerprint_collision_costs_no_event(
    warehouse: Warehouse, committer: Committer, clock: ManualClock
) -> None:
    event = sent_event()
    send(committer, clock, event)
    known = KnownEvents(warehouse, 1000)
    known.load()
    other = DECODER.decode(body_of(sent_event()), time_limits(clock.now(), 300, 3650)).events
    from huayuan.events.fingerprints import fingerprints_of

    same_key = fingerprints_of(uuid.UUID(event["event_id"]).bytes)
    assert known.repeated(other, [other[0].sent.event_id.bytes], same_key).tolist() == [False]


def test_junk_identifiers_are_refused_and_shown(
    committer: Committer, uow: UnitOfWork, clock: ManualClock
) -> None:
    bad = [sent_event(ids={"anonymous_id": value}) for value in ("", "null", "undefined", 0, "  ")]
    receipt = send(committer, clock, sent_event(), *bad, sent_event(ids={}))

    assert receipt.accepted == 1
    assert [item.index for item in receipt.rejected] == [1, 2, 3, 4, 5, 6]
    assert {item.code for item in receipt.rejected} == {"event.no_identifier"}
    with uow.read() as tx:
        rows, total = store.rejections(tx, 10, 0)
    assert total == 6
    assert rows[0].source == "test"


def test_refused_events_are_kept_even_when_nothing_of_the_request_is_stored(
    committer: Committer, uow: UnitOfWork, clock: ManualClock
) -> None:
    receipt = send(committer, clock, sent_event(event="order_paid", properties={"amount": -5}))
    assert receipt == Receipt(0, 0, receipt.rejected)
    with uow.read() as tx:
        assert store.rejections(tx, 10, 0)[1] == 1


def test_when_the_warehouse_fails_the_client_hears_it_and_a_retry_stores_once(
    committer: Committer,
    warehouse: Warehouse,
    reader: EventReader,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    append = warehouse.append

    def broken(table: str, batch: pa.Table, *, token: str) -> None:
        raise WarehouseDown(reason="disk full")

    event = sent_event()
    monkeypatch.setattr(warehouse, "append", broken)
    with pytest.raises(WarehouseDown):
        send(committer, clock, event)
    monkeypatch.setattr(warehouse, "append", append)
    assert send(committer, clock, event) == Receipt(1, 0, [])
    assert len(stored_ids(reader)) == 1


def test_a_full_queue_and_a_stopped_committer_say_so(
    uow: UnitOfWork, warehouse: Warehouse, vault: Vault, clock: ManualClock
) -> None:
    small = CommitterClass(uow, warehouse, Resolver(vault), clock, name="small", queue_events=1)
    with pytest.raises(Unavailable):
        send(small, clock, sent_event(), sent_event())
    small.start()
    small.stop(5)
    with pytest.raises(Unavailable):
        send(small, clock, sent_event())


def test_what_was_submitted_before_the_stop_is_stored(
    uow: UnitOfWork, warehouse: Warehouse, vault: Vault, clock: ManualClock
) -> None:
    committer = CommitterClass(uow, warehouse, Resolver(vault), clock, name="stopping", interval_seconds=1.0)
    committer.start()
    limits = time_limits(clock.now(), 300, 3650)
    receipts = [committer.submit(DECODER.decode(body_of(sent_event()), limits), "test") for _ in range(20)]
    committer.stop(10)
    assert sum(receipt.result(0).accepted for receipt in receipts) == 20


class TestPersons:
    def test_events_follow_their_person_through_merge_and_split(
        self, committer: Committer, reader: EventReader, uow: UnitOfWork, clock: ManualClock
    ) -> None:
        from huayuan.identity import api as identity

        send(
            committer,
            clock,
            sent_event(ids={"anonymous_id": "web-1"}),
            sent_event(ids={"phone": "13800138000"}),
        )
        people = {event.person_id for event in reader.recent()}
        assert len(people) == 2

        send(
            committer,
            clock,
            sent_event(event="phone_bound", ids={"anonymous_id": "web-1", "phone": "13800138000"}),
        )
        [keeper] = {event.person_id for event in reader.recent()} & people
        assert {event.person_id for event in reader.recent()} == {keeper}, "mapped while querying"
        assert reader.fold() >= 1
        assert {event.person_id for event in reader.recent()} == {keeper}, "folded into the rows"

        with uow.begin() as tx:
            [merge] = identity.merges_of(tx, keeper)
            identity.undo_merge(tx, merge.id, "test")
        before = {event.event: event.person_id for event in reader.recent()}
        reader.fold()
        after = {event.event: event.person_id for event in reader.recent()}
        assert before == after
        assert len({event.person_id for event in reader.recent()}) == 2

    def test_many_moves_are_folded_before_a_query(
        self, committer: Committer, reader: EventReader, clock: ManualClock
    ) -> None:
        count = 250
        send(committer, clock, *[sent_event(ids={"anonymous_id": f"w{n}"}) for n in range(count)])
        send(committer, clock, *[sent_event(ids={"member_no": f"m{n}"}) for n in range(count)])
        send(
            committer,
            clock,
            *[sent_event(ids={"anonymous_id": f"w{n}", "member_no": f"m{n}"}) for n in range(count)],
        )
        assert len({event.person_id for event in reader.recent(limit=1000)}) == count


class TestReading:
    def test_timeline_totals_and_counts(
        self, committer: Committer, reader: EventReader, clock: ManualClock
    ) -> None:
        send(
            committer, clock,
            sent_event(time="2026-03-01T09:00:00+08:00", properties={"path": "/a", "channel": "web"}),
            sent_event(time="2026-03-02T09:00:00+08:00", properties={"path": "/b", "channel": "wecom"}),
            sent_event(event="person_merged", time="2026-03-02T09:30:00+08:00", properties={}),
            sent_event(ids={"anonymous_id": "someone-else"}),
        )  # fmt: skip
        [person] = {event.person_id for event in reader.recent() if event.properties.get("path") == "/a"}

        assert [event.properties.get("path") for event in reader.timeline(person)] == [None, "/b", "/a"]
        assert [
            event.properties["path"] for event in reader.timeline(person, events=["page_viewed"], limit=1)
        ] == ["/b"]
        earlier = reader.timeline(person, before=NOON - timedelta(days=1, hours=-1))
        assert [event.properties["path"] for event in earlier] == ["/a"]
        totals = reader.person_totals([person])[person]
        assert (totals.events, totals.first_channel, totals.last_channel) == (2, "web", "wecom")
        assert {row["event"]: row["count"] for row in reader.counts_by_event()} == {
            "page_viewed": 3,
            "person_merged": 1,
        }
        assert reader.person_totals([]) == {}


class TestFromInside:
    def test_an_event_told_in_a_transaction_arrives_once(
        self, services: Services, uow: UnitOfWork, reader: EventReader, clock: ManualClock
    ) -> None:
        from huayuan.events.tasks import pump

        told = NewEvent(
            uuid.uuid4(),
            "contact_added",
            clock.now(),
            {"member_no": "m1"},
            {"add_way": 1},
            channel="poster",
            store_id="3",
        )
        for _ in range(2):
            with uow.begin() as tx:
                api.publish(tx, told)
        assert pump(services) is False
        [event] = reader.recent()
        assert (event.event, event.channel, event.store_id, event.properties) == (
            "contact_added",
            "poster",
            "3",
            {"add_way": 1},
        )

    def test_a_rolled_back_transaction_tells_nothing(
        self, services: Services, uow: UnitOfWork, reader: EventReader, clock: ManualClock
    ) -> None:
        from huayuan.events.tasks import pump

        with pytest.raises(RuntimeError), uow.begin() as tx:
            api.publish(tx, NewEvent(uuid.uuid4(), "signed_up", clock.now(), {"member_no": "m1"}))
            raise RuntimeError
        pump(services)
        assert reader.recent() == []

    def test_ingest_and_a_known_person(
        self, services: Services, reader: EventReader, clock: ManualClock
    ) -> None:
        api.ingest(services, [NewEvent(uuid.uuid4(), "signed_up", clock.now(), {"member_no": "m1"})])
        [event] = reader.recent()
        told = NewEvent(uuid.uuid4(), "tag_added", clock.now(), person_id=event.person_id, amount=5)
        assert api.ingest(services, [told]) == Receipt(1, 0, [])
        [tagged] = [item for item in reader.recent() if item.event == "tag_added"]
        assert (tagged.person_id, tagged.identifier_id, tagged.amount) == (
            event.person_id,
            event.identifier_id,
            5,
        )


class TestProjections:
    def test_commits_are_followed_in_order_and_none_is_skipped(
        self, services: Services, committer: Committer, clock: ManualClock, uow: UnitOfWork
    ) -> None:
        from huayuan.events.projection import PeopleProjection, Projection, advance

        seen: list[str] = []
        people: list[int] = []
        orders = Projection(
            "test.orders",
            lambda _, events: seen.extend(e.properties["order_no"] for e in events),
            ("order_paid",),
        )
        touched = PeopleProjection("test.people", lambda _, ids: people.extend(ids))
        for number in range(5):
            send(
                committer,
                clock,
                sent_event(),
                sent_event(event="order_paid", properties={"order_no": f"o{number}", "amount": 1}),
            )
            committer._mark_done()
            while advance(services, orders):
                pass
        advance(services, touched)
        assert seen == [f"o{number}" for number in range(5)]
        assert len(people) == 1
        with uow.read() as tx:
            assert set(api.lag(tx).values()) == {0}

    def test_a_failing_projection_gets_the_same_commits_again(
        self, services: Services, committer: Committer, clock: ManualClock
    ) -> None:
        from huayuan.events.projection import Projection, advance

        calls: list[int] = []

        def fails_once(_: Services, events: list[Any]) -> None:
            calls.append(len(events))
            if len(calls) == 1:
                raise RuntimeError

        projection = Projection("test.fails", fails_once)
        send(committer, clock, sent_event())
        committer._mark_done()
        with pytest.raises(RuntimeError):
            advance(services, projection)
        advance(services, projection)
        assert calls == [1, 1]

    def test_a_commit_under_way_holds_projections_back_until_its_writer_is_given_up(
        self, services: Services, uow: UnitOfWork, clock: ManualClock, committer: Committer
    ) -> None:
        with uow.begin() as tx:
            first = store.open_batch(tx, "dead-writer", 10)
            second = store.open_batch(tx, "live-writer", 10)
            store.mark_batches_done(tx, [second])
        with uow.read() as tx:
            assert store.settled_batches(tx, 0, 10) == []
        clock.advance(seconds=61)
        with uow.read() as tx:
            assert [number for number, _ in store.settled_batches(tx, 0, 10)] == [first, second]
