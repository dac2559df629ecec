"""Choosing people by what is known about them: for segments. Ids are numpy int64, each once, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import numpy as np

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TraitDefinition, TraitQuestion
from huayuan.profiles.errors import UnknownTrait
from huayuan.profiles.store import choosing as store
from huayuan.profiles.store.choosing import People
from huayuan.profiles.traiting import counting_traits
from huayuan.profiles.traits import comparing
from huayuan.profiles.traits.computed import ZERO
from huayuan.profiles.traits.defining import definitions

_A_DAY = ZoneInfo("Asia/Shanghai")  # any zone will do to see whether a question makes sense
FriendState = Literal["open", "lost", "never"]


def all_people(tx: Transaction, among: Sequence[int] | None = None) -> People:
    """Everybody we know: those with a line in the customer list."""
    return store.everybody(tx.session, among)


def definition_of(tx: Transaction, key: str) -> TraitDefinition:
    """Raises UnknownTrait."""
    found = definitions(tx).get(key)
    if found is None:
        raise UnknownTrait(trait=key)
    return found


def check_trait_question(tx: Transaction, question: TraitQuestion) -> None:
    """Raises UnknownTrait, BadComparison."""
    comparing.plan(definition_of(tx, question.trait), question, tx.now, _A_DAY)


def people_with_trait(
    tx: Transaction,
    question: TraitQuestion,
    now: datetime,
    zone: ZoneInfo,
    among: Sequence[int] | None = None,
) -> People:
    """Everybody, or those `among`, of whom the question is true. Raises UnknownTrait, BadComparison.

    Negative operators are true for whoever has no value. Days are days of `zone`.
    """
    return people_with_traits(tx, [question], now, zone, among)[0]


def people_with_traits(
    tx: Transaction,
    questions: Sequence[TraitQuestion],
    now: datetime,
    zone: ZoneInfo,
    among: Sequence[int] | None = None,
) -> list[People]:
    """`people_with_trait` of several questions."""
    known = definitions(tx)
    asked = [_planned(known, question, now, zone) for question in questions]
    found = _passing(tx, known, dict.fromkeys(test for one in asked for test in one.tests), among)
    everybody = all_people(tx, among) if any(one.needs_everybody for one in asked) else _NOBODY
    return [one.answered(found, everybody) for one in asked]


Tested = tuple[str, comparing.Test]  # the key of a trait
_NOBODY = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Planned:
    test: Tested
    has: (
        Tested | None
    )  # of a count that is kept where it is above zero: everybody else has 0, which passes too
    negative: bool

    @property
    def tests(self) -> list[Tested]:
        return [self.test] if self.has is None else [self.test, self.has]

    @property
    def needs_everybody(self) -> bool:
        return self.negative or self.has is not None

    def answered(self, found: Mapping[Tested, People], everybody: People) -> People:
        passing = found[self.test]
        if self.has is not None:
            without = np.setdiff1d(everybody, found[self.has], assume_unique=True)
            passing = np.concatenate([passing, without])
        return np.setdiff1d(everybody, passing, assume_unique=True) if self.negative else passing


def _planned(
    known: Mapping[str, TraitDefinition], question: TraitQuestion, now: datetime, zone: ZoneInfo
) -> _Planned:
    if (definition := known.get(question.trait)) is None:
        raise UnknownTrait(trait=question.trait)
    asked = comparing.plan(definition, question, now, zone)
    zero_passes = counts_from_zero(definition) and comparing.holds_for(asked.test, 0.0)
    has = (definition.key, comparing.Any_()) if zero_passes else None
    return _Planned((definition.key, asked.test), has, asked.negative)


def _passing(
    tx: Transaction,
    known: Mapping[str, TraitDefinition],
    tests: Iterable[Tested],
    among: Sequence[int] | None,
) -> dict[Tested, People]:
    wanted = {(key, test): (known[key], test) for key, test in tests}
    if among is None or len(among) > store.FEW:
        return {one: store.passing(tx.session, *asked, among) for one, asked in wanted.items()}
    found = store.passing_each(tx.session, list(wanted.values()), among)
    return dict(zip(wanted, found, strict=True))


def counts_from_zero(definition: TraitDefinition) -> bool:
    """A computed trait that is 0 for whoever has no value."""
    return definition.computed is not None and definition.computed.get("measure") in ZERO


def trait_edges(
    tx: Transaction, question: TraitQuestion, since: datetime, now: datetime, zone: ZoneInfo
) -> People:
    """Whose answer may have changed in (since, now] because time passed and for no other reason."""
    definition = definition_of(tx, question.trait)
    found = [
        store.passing(tx.session, definition, test, None)
        for test in comparing.edges(definition, question, since, now, zone)
    ]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def people_with_friends(
    tx: Transaction,
    state: FriendState,
    staff_ids: Sequence[int],
    store_ids: Sequence[int],
    among: Sequence[int] | None = None,
) -> People:
    """Friends of these members of staff or of these stores (of anybody when both are empty): now, only formerly, never.

    The store of a friendship is the one its member of staff belonged to when it began.
    """
    now = store.friends(tx.session, True, staff_ids, store_ids, among)
    if state == "open":
        return now
    ever = store.friends(tx.session, False, staff_ids, store_ids, among)
    if state == "lost":
        return np.setdiff1d(ever, now, assume_unique=True)
    return np.setdiff1d(all_people(tx, among), ever, assume_unique=True)


def trait_values(tx: Transaction, person_id: int, keys: Sequence[str]) -> dict[str, Any]:
    """key → the value that counts for one person; those without one are absent."""
    known = definitions(tx)
    columns = {known[key].column: key for key in keys if key in known and known[key].column}
    found = store.columns_of(tx.session, person_id, [name for name in columns if name])
    said = counting_traits(tx, [person_id], list(keys)).get(person_id, {})
    zeros = {key: 0 for key in keys if key in known and counts_from_zero(known[key])}
    of_columns = {columns[name]: value for name, value in found.items()}
    return zeros | of_columns | {key: trait.value for key, trait in said.items()}
