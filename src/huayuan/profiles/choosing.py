"""Choosing people by what is known about them: for segments. Ids are numpy int64, each once, in any order."""

from __future__ import annotations

from collections.abc import Sequence
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
    definition = definition_of(tx, question.trait)
    asked = comparing.plan(definition, question, now, zone)
    passing = store.passing(tx.session, definition, asked.test, among)
    if counts_from_zero(definition) and comparing.holds_for(asked.test, 0.0):
        # A count is kept where it is above zero; everybody else has 0.
        has = store.passing(tx.session, definition, comparing.Any_(), among)
        without = np.setdiff1d(all_people(tx, among), has, assume_unique=True)
        passing = np.concatenate([passing, without])
    if not asked.negative:
        return passing
    return np.setdiff1d(all_people(tx, among), passing, assume_unique=True)


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
