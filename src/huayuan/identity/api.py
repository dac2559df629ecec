"""The door of identity. Verbs take a transaction first and never commit.

Recording who was seen is the resolver's (`identity.resolver.Resolver`), which events calls through its port.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from huayuan.events import api as events
from huayuan.identity.contracts import Conflict, ConflictState, FoundPerson, IdentifierOfPerson, Merge
from huayuan.identity.errors import ConflictNotFound, IdentifierNotFound, MergeNotFound, PersonNotFound
from huayuan.identity.kinds import KINDS, label_of
from huayuan.identity.matching import people_with
from huayuan.identity.merging import merge, resolve_conflict, undo_merge
from huayuan.identity.reading import read
from huayuan.identity.store import history, lacking, views
from huayuan.identity.store import resolution as store
from huayuan.identity.telling import note_moved
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Text
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction

__all__ = [
    "PRIVACY", "changes_since", "check_within", "conflict", "conflicts", "current_person", "current_persons", "find",
    "identifiers_of", "kind_label", "kind_names", "lacking_identifier", "merge", "merge_of", "merges_of", "origins_of", "people_with", "people_with_kind", "phones_masked", "resealed",
    "resolve_conflict", "reveal", "search", "undo_merge",
]  # fmt: skip


# --- looking up


def find(tx: Transaction, vault: Vault, kind: str, value: str, account: str | None = None) -> int | None:
    """The person with this identifier, as raw as it comes; None when nobody has it or the value is junk."""
    keys = read(((kind, value),), account, vault).keys
    found = store.look_up(tx.session, keys) if keys else {}
    return found[keys[0]].shown if found else None


def lacking_identifier(
    tx: Transaction, known: str, beside: Sequence[str], missing: tuple[str, str], *, after: int, limit: int
) -> list[tuple[int, str, str]]:
    """(place to go on after, value of `known`, value of one `beside` it) of persons without the `missing` (kind,
    account). For kinds that are not sealed."""
    return lacking.with_but_without(tx.session, known, beside, missing, after, limit)


def kind_names() -> list[str]:
    """Every kind of identifier."""
    return list(KINDS)


def kind_label(kind: str) -> Text:
    """What a kind of identifier is called."""
    return label_of(kind)


def people_with_kind(tx: Transaction, kind: str, among: Sequence[int] | None = None) -> list[int]:
    """Persons, of all or of those `among`, with an identifier of this kind; some may come more than once."""
    return views.with_kind(tx.session, kind, among)


def search(tx: Transaction, vault: Vault, text: str, *, limit: int = 10) -> list[FoundPerson]:
    """Persons with an identifier that equals `text`: a phone in any spelling, a member number, an openid …"""
    keys = {key.key for kind in KINDS for key in read(((kind, text),), None, vault).keys}
    return views.persons_with(tx.session, sorted(keys), limit) if keys else []


def current_person(tx: Transaction, person_id: int) -> int:
    """The person that `person_id` is part of now. Raises PersonNotFound for unknown and erased."""
    current = store.current_of(tx.session, [person_id])
    if person_id not in current:
        raise PersonNotFound(id=person_id)
    return current[person_id]


def current_persons(tx: Transaction, person_ids: Collection[int]) -> dict[int, int]:
    """person → current person, for many. Unknown and erased ones are left out."""
    return store.current_of(tx.session, person_ids)


def origins_of(tx: Transaction, person_id: int) -> list[int]:
    """All persons that are part of the current person of `person_id`, itself included, ascending."""
    return sorted(store.origins_of(tx.session, [current_person(tx, person_id)]))


def identifiers_of(tx: Transaction, person_id: int, *, limit: int = 200) -> list[IdentifierOfPerson]:
    """Identifiers of the current person with masked values and their evidence, strongest first."""
    return views.identifiers_of(tx.session, current_person(tx, person_id), limit)


def phones_masked(tx: Transaction, person_ids: Collection[int]) -> dict[int, str]:
    """current person → the phone seen latest, masked; people without one are absent."""
    return {
        person: shown
        for part in store.chunks(person_ids)
        for person, shown in views.masked_of(tx.session, "phone", part).items()
    }


def reveal(tx: Transaction, vault: Vault, identifier_id: int) -> str:
    """The plain value of an identifier. The caller audits. Raises IdentifierNotFound."""
    row = views.identifier_row(tx.session, identifier_id)
    if row is None:
        raise IdentifierNotFound(id=identifier_id)
    return row.key if row.sealed is None else vault.open(row.sealed)


# --- conflicts and merges


def conflicts(
    tx: Transaction,
    *,
    state: ConflictState | None = ConflictState.OPEN,
    person_id: int | None = None,
    within: Any | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Conflict], int]:
    """The conflict queue, latest first, and how many there are. `state` None is every state; `within` is a subquery
    of the people whom the caller may see (port `PeopleInScope`), None everyone."""
    persons = None if person_id is None else origins_of(tx, person_id)
    return views.conflicts(tx.session, state, persons, within, limit, offset)


def check_within(tx: Transaction, persons: Collection[int], within: Any | None) -> None:
    """Whoever is beyond what a caller may see does not exist for them. Raises PersonNotFound."""
    if within is None:
        return
    current = store.current_of(tx.session, persons)
    seen = views.among(tx.session, set(current.values()), within)
    for person in persons:
        if current.get(person) not in seen:
            raise PersonNotFound(id=person)


def conflict(tx: Transaction, conflict_id: int) -> Conflict:
    """One conflict in whatever state. Raises ConflictNotFound."""
    found = views.conflict(tx.session, conflict_id)
    if found is None:
        raise ConflictNotFound(id=conflict_id)
    return found


def merges_of(tx: Transaction, person_id: int) -> list[Merge]:
    """Merges that made this person, and those of it that were undone, latest first."""
    return views.merges(tx.session, origins_of(tx, person_id))


def merge_of(tx: Transaction, merge_id: int) -> Merge:
    """One merge. Raises MergeNotFound."""
    found = views.merge(tx.session, merge_id)
    if found is None:
        raise MergeNotFound(id=merge_id)
    return found


# --- following


def changes_since(tx: Transaction, version: int) -> tuple[int, list[tuple[int, int]]]:
    """(newest version, [(identifier, its person now)]) of changes after `version`; person 0 is erased.

    Versions appear in their order, so nothing between the two is missed.
    """
    newest, moved = store.changes_since(tx.session, version)
    return newest, list(moved.items())


def resealed(tx: Transaction, vault: Vault, *, after: int = 0, limit: int = 1000) -> int | None:
    """Seal the next values with the newest key. Answers the last identifier looked at, None at the end."""
    batch = history.sealed_after(tx.session, after, limit)
    stale = {one: vault.seal(vault.open(sealed)) for one, sealed in batch if vault.needs_reseal(sealed)}
    history.reseal(tx.session, stale)
    return batch[-1][0] if batch else None


# --- rights of a person

PRIVACY = PrivacyHooks(
    "identity",
    tables=(
        "person",
        "identifier",
        "identity_naming",
        "evidence",
        "person_merge",
        "identity_conflict",
        "identity_change",
    ),
)


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {
        "identifiers": [
            {
                "kind": one.kind,
                "value": one.value_masked,
                "account": one.account,
                "first_seen_at": one.first_seen_at.isoformat(),
                "last_seen_at": one.last_seen_at.isoformat(),
            }
            for one in identifiers_of(tx, person_id, limit=100_000)
        ],
        "merges": [{"at": one.at.isoformat(), "reason": one.reason} for one in merges_of(tx, person_id)],
    }


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    """Removes all but the numbers, which stay taken. Seen again, the same identifiers are a new person."""
    current = store.current_of(tx.session, [person_id])
    if person_id not in current:
        return 0
    store.lock_persons(tx.session, current.values())
    origins = sorted(store.origins_of(tx.session, current.values()))
    identifiers, rows = history.erase_persons(tx.session, origins, tx.now)
    store.add_changes(tx.session, dict.fromkeys(identifiers, 0))
    note_moved(tx)
    events.forget(tx, sorted(identifiers))
    return rows
