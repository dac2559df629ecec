"""Who fits: one indexed select for everybody, or for some, answered with ids and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    ColumnElement,
    Dialect,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

from huayuan.profiles.contracts import TraitDefinition, TraitKind
from huayuan.profiles.models import PersonProfileRow, PersonTagRow, StaffContactRow, TraitValueRow
from huayuan.profiles.store.batches import slices
from huayuan.profiles.traits.comparing import AllOf, Any_, OneOf, Pattern, Piece, Range, Test

People = NDArray[np.int64]
Among = Sequence[int] | None
V, P = TraitValueRow, PersonProfileRow
MOST_IN_A_STATEMENT = 100  # selects; SQLite takes 500
FEW = 20_000  # of more people than this, everybody is asked and the rest left out
COLUMNS: dict[str, Any] = {
    "first_seen_at": P.first_seen_at, "last_seen_at": P.last_seen_at, "first_channel": P.first_channel,
    "last_channel": P.last_channel, "events": P.events, "stage": P.stage, "orders": P.orders, "gmv": P.gmv,
    "last_order_at": P.last_order_at, "average": case((P.orders > 0, P.gmv // func.nullif(P.orders, 0))),
    "phone_known": case((P.phone_masked.is_not(None), 1), else_=0),
}  # fmt: skip


def ids(session: Session, query: Callable[[Sequence[int] | None], Select[Any]], among: Among) -> People:
    """The people of a query about everybody (None) or about some.

    The engine joins the numbers to one text: a million rows cost a second to fetch, and a text a tenth of it.
    """
    if among is None or len(among) > FEW:
        found = _joined(session, query(None))
        return found if among is None else np.intersect1d(found, np.asarray(among, dtype=np.int64))
    return _joined(session, query(among)) if len(among) else np.empty(0, dtype=np.int64)


def _joined(session: Session, query: Select[Any]) -> People:
    return numbers_in(session.scalar(select(one_text(session, query.subquery().c[0]))))


def one_text(session: Session, number: Any) -> Any:
    """SQL: the numbers of a column joined to one text, for `numbers_in`."""
    if session.get_bind().dialect.name == "sqlite":
        return func.group_concat(number)
    return func.string_agg(cast(number, String), ",")


def numbers_in(text: str | None) -> People:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)


def distinct(people: People) -> People:
    """Each once, ascending. Marking places is ten times faster than sorting, unless they are few among high numbers."""
    if len(people) == 0 or len(people) * 100 < people.max():
        return np.unique(people)
    seen = np.zeros(int(people.max()) + 1, dtype=np.bool_)
    seen[people] = True
    return np.flatnonzero(seen)


def everybody(session: Session, among: Among) -> People:
    return ids(session, lambda part: of(select(P.person_id), P.person_id, part), among)


def of(query: Select[Any], person: Any, part: Sequence[int] | None) -> Select[Any]:
    """The query, about these people only. Their ids are one parameter: a thousand of them cost more than the answer."""
    return query if part is None else query.where(_Among(person, _parameter(part)))


def _parameter(people: Sequence[int]) -> BindParameter[list[int]]:
    return bindparam(None, [int(one) for one in people], Ids())


class Ids(TypeDecorator[list[int]]):
    """Numbers as one parameter: an array, or JSON where the engine has no arrays."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else JSON())


class Unindexed(FunctionElement[Any]):
    """The column, which SQLite shall not choose an index by: a few people are looked up, not searched among all."""

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(Unindexed)
def _column(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(Unindexed, "sqlite")
def _column_without_index(element: Unindexed, compiler: SQLCompiler, **options: Any) -> str:
    return "+" + _column(element, compiler, **options)


class _Among(FunctionElement[Any]):
    """Whether the first is one of the second."""

    inherit_cache = True
    type = NullType()  # of a Boolean SQLite would be asked whether it is 1, and no index would be used


@compiles(_Among)
def _of_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    person, numbers = (compiler.process(one, **options) for one in element.clauses)
    return f"({person} IN (SELECT value FROM json_each({numbers})))"


@compiles(_Among, "postgresql")
def _of_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    person, numbers = (compiler.process(one, **options) for one in element.clauses)
    return f"({person} = ANY ({numbers}))"


def passing(session: Session, trait: TraitDefinition, test: Test, among: Among) -> People:
    """Who has a value of the trait that passes the test, each once."""
    if isinstance(test, Pattern):
        return _matching(session, trait.key, trait.column, test.text, among)
    dialect = session.get_bind().dialect.name
    found = ids(
        session,
        lambda part: _chosen(trait, test, dialect, None if part is None else _parameter(part)),
        among,
    )
    return _each_once(trait, found)


def passing_each(
    session: Session, asked: Sequence[tuple[TraitDefinition, Test]], among: Sequence[int]
) -> list[People]:
    """`passing` of several tests among a few people. One statement: each costs more than its answer."""
    dialect, given = session.get_bind().dialect.name, _parameter(among)
    found: dict[int, People] = {}
    parts = []
    for place, (trait, test) in enumerate(asked):
        if isinstance(test, Pattern):
            found[place] = passing(session, trait, test, among)
        else:
            people = _chosen(trait, test, dialect, given).subquery().c[0]
            parts.append(select(literal(place), one_text(session, people)))
    for part in slices(parts, MOST_IN_A_STATEMENT):
        for place, text in session.execute(union_all(*part)):
            found[place] = _each_once(asked[place][0], numbers_in(text))
    return [found[place] for place in range(len(asked))]


def _chosen(
    trait: TraitDefinition, test: Test, dialect: str, given: BindParameter[list[int]] | None
) -> Select[Any]:
    column = trait.column
    person = V.person_id if column is None else P.person_id
    held = _TYPED if column is None else dict.fromkeys(_TYPED, COLUMNS[column])
    if given is not None:
        held = {name: Unindexed(one) for name, one in held.items()}
    query = select(person).where(*_condition(held, test, dialect))
    query = query.where(V.key == trait.key) if column is None else query
    query = query if given is None else query.where(_Among(person, given))
    if isinstance(test, AllOf):
        query = query.group_by(person).having(func.count() == len(test.values))
    return query


def _each_once(trait: TraitDefinition, people: People) -> People:
    return distinct(people) if trait.kind is TraitKind.MANY_OF else people


_TYPED: dict[str, Any] = {
    "word": V.word,
    "number": V.number,
    "moment": V.moment,
    "anniversary": V.anniversary,
}


def _condition(columns: Mapping[str, Any], test: Test, dialect: str) -> list[ColumnElement[bool]]:
    match test:
        case OneOf(column, values):
            return [columns[column].in_(values)]
        case AllOf(values):
            return [columns["word"].in_(values)]
        case Range():
            return _range(columns[test.column], test)
        case Piece(where, text):
            return [_piece(columns["word"], where, text, dialect)]
        case Any_():
            return [columns["word"].is_not(None)]
        case Pattern():
            raise TypeError("patterns are matched outside the database")


def _range(held: Any, test: Range) -> list[ColumnElement[bool]]:
    conditions = []
    if test.low is not None:
        conditions.append(held >= test.low if test.with_low else held > test.low)
    if test.high is not None:
        conditions.append(held <= test.high if test.with_high else held < test.high)
    return conditions


def _piece(held: Any, where: str, text: str, dialect: str) -> ColumnElement[bool]:
    # Not LIKE: in SQLite it makes no difference between capital and small letters.
    if where == "contains":
        return (func.instr(held, text) if dialect == "sqlite" else func.strpos(held, text)) > 0
    if where == "starts_with":
        return func.substr(held, 1, len(text)) == text
    return (func.length(held) >= len(text)) & (func.substr(held, func.length(held) - len(text) + 1) == text)


def _matching(session: Session, key: str, column: str | None, pattern: str, among: Among) -> People:
    person = V.person_id if column is None else P.person_id
    word = V.word if column is None else COLUMNS[column]
    query = select(person.label("person"), word.label("word"))
    query = query.where(V.key == key if column is None else word.is_not(None))
    few = among is not None and len(among) <= FEW
    rows = of(query, person, among if few else None).subquery()
    gather: list[Any]
    if session.get_bind().dialect.name == "sqlite":
        gather = [func.json_group_array(rows.c.person), func.json_group_array(rows.c.word)]
    else:
        gather = [cast(func.json_agg(one), String) for one in (rows.c.person, rows.c.word)]
    people, words = session.execute(select(*gather)).one()
    if not people:
        return np.empty(0, dtype=np.int64)
    matched = pc.match_substring_regex(pa.array(msgspec.json.decode(words), pa.string()), pattern)
    found = np.array(msgspec.json.decode(people), dtype=np.int64)[matched.to_numpy(zero_copy_only=False)]
    return found if few or among is None else np.intersect1d(found, np.asarray(among, dtype=np.int64))


def friends(
    session: Session, open_only: bool, staff: Sequence[int], stores: Sequence[int], among: Among
) -> People:
    """Friends of one of `staff`, or of whoever was in one of `stores` when they met; of anybody when both are empty."""
    C = StaffContactRow
    chosen = select(C.person_id).distinct()
    if staff or stores:
        chosen = chosen.where(C.staff_id.in_(staff) | C.store_id.in_(stores))
    if open_only:
        chosen = chosen.where(C.removed_at.is_(None))
    return ids(session, lambda part: of(chosen, C.person_id, part), among)


def wearers(session: Session, tag_id: int, among: Among) -> People:
    """Who wears a tag, whoever gave it."""
    worn = select(PersonTagRow.person_id).where(PersonTagRow.tag_id == tag_id).distinct()
    return ids(session, lambda part: of(worn, PersonTagRow.person_id, part), among)


def columns_of(session: Session, person_id: int, names: Sequence[str]) -> dict[str, Any]:
    """Columns of one person's line; those without a value are absent."""
    if not names:
        return {}
    row = session.execute(
        select(*(COLUMNS[name].label(name) for name in names)).where(P.person_id == person_id)
    )
    found = row.first()
    return {} if found is None else {name: v for name, v in found._asdict().items() if v is not None}


def count_by_trait(session: Session) -> dict[str, int]:
    """key → people who have a value; of traits with several options each option counts."""
    counted = select(V.key, func.count().label("people")).group_by(V.key)
    found = {row.key: int(row.people) for row in session.execute(counted)}
    columns = select(*(func.count(column).label(name) for name, column in COLUMNS.items()))
    return found | dict(session.execute(columns).one()._mapping)
