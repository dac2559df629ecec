"""Reading the stream back: every query sees each event under the person it belongs to now."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from huayuan.events import store, totals
from huayuan.events.by_person.index import ByPerson
from huayuan.events.committer import Committer
from huayuan.events.contracts import StoredEvent
from huayuan.events.tables import EVENTS
from huayuan.events.totals import Totals
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse
from huayuan.kernel.warehouse.base import given_ids, unbound

# More moves than this are folded into the rows before a query instead of being mapped inside it.
MAX_MAPPED_MOVES = 200
MAX_COMPILED = 100

_FIELDS = StoredEvent.__slots__


class EventReader:
    def __init__(self, warehouse: Warehouse, uow: UnitOfWork, committer: Committer) -> None:
        self.warehouse = warehouse
        self._uow = uow
        self._committer = committer
        self.by_person: ByPerson | None = None  # an index beside the warehouse, where one is kept
        self._people_sql: dict[tuple[str, ...], str] = {}
        # Asked all the time by projections; compiling takes longer than running.
        self._totals_sql: str | None = None
        self._commit_totals_sql: str | None = None
        self._compiled: dict[Hashable, str] = {}

    def table(self) -> Any:
        """Ibis table of all events, `person_id` being the current person."""
        return self._table()[0]

    def _table(self) -> tuple[Any, bool]:
        """The table, and whether recent re-assignments had to be written into the expression."""
        events = unbound(EVENTS)
        with self._uow.read() as tx:
            moves = store.unfolded_moves(tx, MAX_MAPPED_MOVES + 1)
        if len(moves) > MAX_MAPPED_MOVES:
            self.fold()
            return events, False
        if not moves:
            return events, False
        current = events.identifier_id.cases(*moves.items(), else_=events.person_id)
        return events.mutate(person_id=current.cast("int64")), True

    def sql(self, key: Hashable, make: Callable[[Any], Any]) -> str:
        """SQL of the expression that `make` builds on `table()`. `key` names the expression, which is compiled once."""
        table, mapped = self._table()
        if mapped:
            return self.warehouse.compile(make(table))
        if key not in self._compiled:
            if len(self._compiled) >= MAX_COMPILED:
                self._compiled.clear()
            self._compiled[key] = self.warehouse.compile(make(table))
        return self._compiled[key]

    def fold(self) -> int:
        """Write recent re-assignments into the stored rows; answers how many identifiers moved."""
        moved = 0
        while True:
            with self._committer.commit_lock:
                with self._uow.read() as tx:
                    moves = store.unfolded_moves(tx, 5000)
                if not moves:
                    return moved
                self._reassign(moves)
                with self._uow.begin() as tx:
                    store.mark_folded(tx, moves)
            moved += len(moves)

    def refold(self, moves: dict[int, int]) -> None:
        """Fold moves again, for rows that arrived from a commit which had looked up the person before the move."""
        with self._committer.commit_lock:
            self._reassign(moves)

    def _reassign(self, moves: dict[int, int]) -> None:
        self.warehouse.reassign(EVENTS.name, moves)
        if self.by_person:
            self.by_person.moved(moves)

    def forget(self, identifier_ids: Sequence[int]) -> None:
        """Delete the events that came with these identifiers."""
        with self._committer.commit_lock:
            self.warehouse.forget(EVENTS.name, identifier_ids)
            if self.by_person:
                self.by_person.forget()

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        return self.warehouse.rows(expression)

    def unfolded_moves(self) -> dict[int, int]:
        """identifier → person, of re-assignments that the stored rows do not show yet."""
        with self._uow.read() as tx:
            return store.unfolded_moves(tx, 100_000)

    def stored(self, expression: Any, given: Sequence[int] | None = None) -> list[StoredEvent]:
        """Rows of an expression over `table()` as values, in the expression's order."""
        selected = expression.mutate(event_id=expression.event_id.cast("string")).select(*_FIELDS)
        return [_stored(row) for row in self.warehouse.rows(selected, given)]

    def recent(
        self,
        *,
        event: str | None = None,
        person_id: int | None = None,
        after_batch: int = 0,
        limit: int = 100,
        of_each: int | None = None,
    ) -> list[StoredEvent]:
        """Newest first, by the time of receipt; at most `of_each` of one event, so that many of one hide no other."""
        table = self.table()
        table = table.filter(table.batch_id > after_batch)
        if event:
            table = table.filter(table.event == event)
        if person_id is not None:
            table = table.filter(table.person_id == person_id)
        if of_each is not None:
            table = _at_most(of_each, table)
        return self.stored(table.order_by(_newest_first(table)).limit(limit))

    def timeline(
        self, person_id: int, *, events: Sequence[str] = (), before: datetime | None = None, limit: int = 50
    ) -> list[StoredEvent]:
        """One person's events, latest first by the time they happened."""
        table = self.table()
        table = table.filter(table.person_id == person_id)
        if events:
            table = table.filter(table.event.isin(list(events)))
        if before is not None:
            table = table.filter(table.occurred_at < before.astimezone(UTC))
        return self.stored(table.order_by([table.occurred_at.desc(), table.event_key]).limit(limit))

    def one(self, person_id: int, event_id: UUID) -> StoredEvent | None:
        """One of a person's events; None when they have none of this id."""
        table = self.table()
        wanted = (table.person_id == person_id) & (table.event_id.cast("string") == str(event_id))
        return next(iter(self.stored(table.filter(wanted).limit(1))), None)

    def counts_by_event(
        self, *, person_id: int | None = None, since: datetime | None = None
    ) -> list[dict[str, Any]]:
        """[{event, count, last_seen_at}] over all events, one person's, or those since a time; most frequent first."""
        table = self.table()
        if person_id is not None:
            table = table.filter(table.person_id == person_id)
        if since is not None:
            table = table.filter(table.occurred_at >= since.astimezone(UTC))
        counted = table.group_by(table.event).agg(count=table.count(), last_seen_at=table.occurred_at.max())
        return self.rows(counted.order_by([counted["count"].desc(), counted.event]))

    def person_totals(self, person_ids: Sequence[int], up_to: int | None = None) -> dict[int, Totals]:
        """person → activity, of those who have any: of all commits, or of those up to the number `up_to`."""
        table, mapped = self._table()
        if mapped or up_to is not None or (sql := self._totals_sql) is None:
            sql = self.warehouse.compile(totals.of_given_people(table, up_to))
            if not mapped and up_to is None:
                self._totals_sql = sql
        found = self.warehouse.run(sql, given=person_ids)
        return {row["person_id"]: Totals(**row) for row in totals.rows(found)}

    def commit_totals(self, first: int, last: int) -> dict[int, Totals]:
        """person → activity in the commits `first` to `last`, for everybody whom an event of them is about."""
        if self._commit_totals_sql is None:
            self._commit_totals_sql = self.warehouse.compile(totals.of_given_commits(unbound(EVENTS)))
        found = self.warehouse.run(self._commit_totals_sql, given=range(first, last + 1))
        with self._uow.read() as tx:
            # Folded ones too: a commit that was under way brought rows of who the identifier belonged to before.
            moved = store.recent_moves(tx)
        return totals.by_person(found, moved)

    def of_batches(self, first: int, last: int, events: Sequence[str] | None) -> list[StoredEvent]:
        """Events of the commits numbered `first` to `last`, in order of commit and time."""
        table = self.table()
        table = table.filter(table.batch_id.between(first, last))
        if events is not None:
            table = table.filter(table.event.isin(list(events)))
        return self.stored(table.order_by([table.batch_id, table.occurred_at, table.event_key]))

    def of_people(self, person_ids: Sequence[int], *, events: Sequence[str]) -> list[StoredEvent]:
        """These people's events of the given names, earliest first."""
        table, wanted = self.table(), given_ids()
        table = table.filter(table.event.isin(list(events))).semi_join(wanted, table.person_id == wanted.id)
        return self.stored(table.order_by([table.occurred_at, table.event_key]), given=person_ids)

    def people_of_batches(self, first: int, last: int, ignoring: Sequence[str] = ()) -> list[int]:
        """Whom something happened to in these commits, apart from the events of the names `ignoring`."""
        names = tuple(sorted(ignoring))
        table, mapped = self._table()
        if mapped or (sql := self._people_sql.get(names)) is None:
            sql = self.warehouse.compile(_people(table, names))
            if not mapped:
                self._people_sql[names] = sql
        # The commits are joined: a range in the text would have it compiled anew each time.
        found = self.warehouse.run(sql, given=range(first, last + 1))
        people: list[int] = found.column("person_id").to_pylist()
        return people


def _people(table: Any, ignoring: Sequence[str]) -> Any:
    batches = given_ids()
    if ignoring:
        table = table.filter(table.event.notin(ignoring))
    return table.semi_join(batches, table.batch_id == batches.id).select("person_id").distinct()


def _at_most(count: int, table: Any) -> Any:
    """The newest `count` rows of each event."""
    import ibis

    place = ibis.row_number().over(group_by=table.event, order_by=_newest_first(table))
    return table.mutate(place=place).filter(lambda numbered: numbered.place < count)


def _newest_first(table: Any) -> list[Any]:
    return [table.batch_id.desc(), table.occurred_at.desc(), table.event_key]


def _stored(row: dict[str, Any]) -> StoredEvent:
    row["event_id"] = UUID(row["event_id"])
    row["properties"] = msgspec.json.decode(row["properties"])
    return StoredEvent(**row)
