"""Customers: identifiers, traits and tags of each row; `signed_up` where the file says when they joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.errors import Text
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import Row, Sheet
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.marketplaces.contracts import Options, Outcome, Parsed
from huayuan.marketplaces.errors import ROW_PROBLEMS
from huayuan.marketplaces.fields import CUSTOMER_FIELDS, IDENTIFIERS
from huayuan.marketplaces.kinds.kind import ImportKind, ids_of
from huayuan.marketplaces.reading import TRAIT_PREFIX, RowReader
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagGift, TraitUpdate

_GENDERS = {
    "male": ("男", "男性", "先生", "male", "m", "1"),
    "female": ("女", "女性", "女士", "小姐", "female", "f", "2"),
}
_GENDER_OF = {word: gender for gender, words in _GENDERS.items() for word in words}
_NOT_TRAITS = {field.key for field in IDENTIFIERS} | {"tags", "registered_at"}


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    row: int
    ids: dict[str, str]
    traits: dict[str, Any]
    tags: list[str]
    registered_at: datetime | None


def parse(sheet: Sheet, reader: RowReader) -> Iterator[Parsed]:
    for row in sheet.rows():
        yield customer_of(row, reader)


def customer_of(row: Row, reader: RowReader) -> Parsed:
    """One customer from their row."""
    values, problems = reader.read(row)
    ids = ids_of(IDENTIFIERS, values)
    if not ids and not problems:
        problems = [reader.nobody(row, IDENTIFIERS)]
    return Parsed(row.number, 1, None if problems else _customer(row, values, ids), problems)


def _customer(row: Row, values: dict[str, Any], ids: dict[str, str]) -> ImportedCustomer:
    traits = {
        key.removeprefix(TRAIT_PREFIX): value for key, value in values.items() if key not in _NOT_TRAITS
    }
    if "gender" in traits:
        traits["gender"] = _GENDER_OF.get(str(traits["gender"]).lower(), "unknown")
    return ImportedCustomer(row.number, ids, traits, values.get("tags", []), values.get("registered_at"))


def deliver(services: Services, customers: Sequence[ImportedCustomer], options: Options) -> Outcome:
    """Traits and tags first, in one transaction; then the sign-ups. Both may be repeated.

    A row whose traits do not fit their definitions is refused as a whole.
    """
    with services.get(UnitOfWork).begin() as tx:
        fitting, refused = _fitting(tx, customers)
        good = [customers[place] for place in fitting]
        found, nobody = _people(services.get(IdentityResolver), tx, good, options)
        places = list(fitting)
        people = {places[place]: person for place, person in found.items()}
        refused += [(places[place], why) for place, why in nobody]
        _state(tx, fitting, people, options)
        _tag(tx, customers, people, options)
        profiles.refresh_phones(tx, sorted(set(people.values())))
    signed_up = [
        _signed_up(one, options)
        for place, one in enumerate(customers)
        if place in people and one.registered_at
    ]
    if signed_up:
        events.ingest(services, signed_up, source=options.told_by)
    return Outcome(len(people), 0, refused)


def _fitting(
    tx: Transaction, customers: Sequence[ImportedCustomer]
) -> tuple[dict[int, dict[str, Any]], list[tuple[int, dict[str, str]]]]:
    """place → traits as their definitions want them, and the places where they do not fit."""
    fitting: dict[int, dict[str, Any]] = {}
    refused = []
    for place, one in enumerate(customers):
        fitting[place], unfit = profiles.fit_traits(tx, one.traits)
        if unfit:
            key, why = next(iter(unfit.items()))
            del fitting[place]
            refused.append((place, {"zh": f"属性“{key}”：{why.zh}", "en": f"Trait “{key}”: {why.en}"}))
    return fitting, refused


def _state(
    tx: Transaction, fitting: dict[int, dict[str, Any]], people: dict[int, int], options: Options
) -> None:
    source = options.told_by
    edit = profiles.import_edit(tx, options.edit, source) if options.edit else None
    updates = [TraitUpdate(person, fitting[place], source, tx.now) for place, person in people.items()]
    changes = profiles.set_many_traits(tx, updates, edit=edit)
    if edit is not None:
        profiles.count_in_trait_edit(tx, edit, len(people), len(changes))


def ended(tx: Transaction, options: Options) -> None:
    if options.edit:
        profiles.end_import_edit(tx, options.edit)


def _people(
    resolver: IdentityResolver, tx: Transaction, customers: Sequence[ImportedCustomer], options: Options
) -> tuple[dict[int, int], list[tuple[int, dict[str, str]]]]:
    """place → person id, and those nobody can be made of."""
    seen = [
        Observation(
            ids=tuple(sorted(one.ids.items())),
            account=options.source,
            event_id=_event_id(one, options),
            at=one.registered_at or tx.now,
            source=options.told_by,
        )
        for one in customers
    ]
    people: dict[int, int] = {}
    refused = []
    for place, found in enumerate(resolver.resolve(tx, seen)):
        if isinstance(found, Resolved):
            people[place] = found.person_id
        else:
            refused.append((place, ROW_PROBLEMS["no_identifier"].as_dict()))
    return people, refused


def _tag(
    tx: Transaction, customers: Sequence[ImportedCustomer], people: dict[int, int], options: Options
) -> None:
    """Their tags, in a group named after the source."""
    names = {
        person: dict.fromkeys([*customers[place].tags, *options.tags]) for place, person in people.items()
    }
    ids = {
        name: profiles.ensure_tag(tx, options.source, name)
        for name in dict.fromkeys(name for given in names.values() for name in given)
    }
    source = options.told_by
    profiles.add_many_tags(
        tx,
        [
            TagGift(person, tuple(ids[name] for name in given), source, tx.now)
            for person, given in names.items()
            if given
        ],
    )


def _signed_up(one: ImportedCustomer, options: Options) -> NewEvent:
    assert one.registered_at is not None
    return NewEvent(
        event_id=_event_id(one, options),
        event="signed_up",
        occurred_at=one.registered_at,
        ids=one.ids,
        properties={key: one.traits[key] for key in ("city", "level") if key in one.traits},
        account=options.source,
        channel=options.channel,
    )


def _event_id(one: ImportedCustomer, options: Options) -> Any:
    """One sign-up for each customer of a source, however often their row is imported."""
    return event_uuid(
        "import", options.source, "signed_up", *(f"{kind}={value}" for kind, value in sorted(one.ids.items()))
    )


KIND = ImportKind("customers", Text("客户", "Customers"), CUSTOMER_FIELDS, parse, deliver, ended)
