"""The history of gifts: each from beginning to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.models import TagHistoryRow
from huayuan.profiles.tags.contracts import MANUAL, Span
from huayuan.profiles.tags.store import history


def history_of_person(tx: Transaction, person_id: int) -> list[Span]:
    """Every gift of every tag, the newest first."""
    return spans(history.of_person(tx.session, person_id))


def history_of_tag(tx: Transaction, tag_id: int, before: int | None, limit: int) -> Sequence[TagHistoryRow]:
    """Who got it and who lost it, the newest first, below row id `before`."""
    return history.of_tag(tx.session, tag_id, before, limit)


def spans(rows: Iterable[TagHistoryRow]) -> list[Span]:
    """`rows` in the order in which they were written. An end closes the open gift of its origin, tag and source."""
    open_: dict[tuple[int, int, str], Span] = {}
    done: list[Span] = []
    for row in rows:
        key = (row.origin_person_id, row.tag_id, row.source)
        if row.given:
            if key in open_:
                continue  # told twice
            open_[key] = Span(row.person_id, row.tag_id, row.source, row.by, row.why, row.at, None, None)
            continue
        begun = open_.pop(key, None)
        at = begun.added_at if begun else row.at
        source, by, why = (begun.source, begun.by, begun.why) if begun else (row.source, None, None)
        done.append(Span(row.person_id, row.tag_id, source, by, why, at, row.at, ended_by(row)))
    return sorted([*done, *open_.values()], key=lambda span: (span.added_at, span.tag_id), reverse=True)


def ended_by(row: TagHistoryRow) -> str:
    """Who took it off, where somebody did; else what."""
    return row.by if row.by and row.cause == MANUAL else (row.cause or MANUAL)
