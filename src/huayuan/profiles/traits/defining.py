"""Definitions of traits: the built-in ones, what the organisation changed about them, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TraitDefinition, TraitKind
from huayuan.profiles.store import trait_definitions as store
from huayuan.profiles.traits.built_in import BUILT_IN

_MEMO = "profiles.trait_definitions"


def definitions(tx: Transaction) -> Mapping[str, TraitDefinition]:
    """key → definition, built-in ones first. Read once in a transaction."""
    known: dict[str, TraitDefinition] | None = tx.memo.get(_MEMO)
    if known is None:
        known = dict(BUILT_IN)
        for one in store.all_rows(tx.session):
            known[one.key] = changed_built_in(BUILT_IN[one.key], one) if one.key in BUILT_IN else one
        tx.memo[_MEMO] = known
    return known


def forget(tx: Transaction) -> None:
    """What was read is no longer so."""
    tx.memo.pop(_MEMO, None)


def changed_built_in(built_in: TraitDefinition, row: TraitDefinition) -> TraitDefinition:
    """Of a built-in trait the label, the precedence and, where it has any, the options may be changed."""
    options = row.options if built_in.options else ()
    return replace(
        built_in, label=row.label, precedence=row.precedence, options=options, personal=row.personal
    )


def define_unknown(tx: Transaction, said: Iterable[tuple[str, Any]]) -> None:
    """A source may tell of a trait that nobody defined: its kind follows from the first value, and it is personal."""
    known = definitions(tx)
    fresh: dict[str, TraitDefinition] = {}
    for key, value in said:
        if key not in known and key not in fresh and value is not None:
            fresh[key] = TraitDefinition(key[:60], kind_of(value), Text(key[:60], key[:60]))
    if fresh:
        store.write_new(tx.session, list(fresh.values()), None, tx.now)
        forget(tx)


def kind_of(value: Any) -> TraitKind:
    if isinstance(value, bool):
        return TraitKind.YES_NO
    if isinstance(value, int | float):
        return TraitKind.NUMBER
    return TraitKind.MANY_OF if isinstance(value, list) else TraitKind.TEXT
