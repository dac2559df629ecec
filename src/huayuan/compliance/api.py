"""The door of compliance. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from huayuan.access.api import audit
from huayuan.compliance import rules, store
from huayuan.compliance.contracts import (
    PERSON_ERASED,
    Erasure,
    PersonalIdentifier,
    PersonExport,
    PersonRights,
)
from huayuan.identity import api as identity
from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction

__all__ = ["Suppression", "erase_person", "erased_among", "export_person"]

_MOST_IDENTIFIERS = 100_000
MARKETING = "marketing"  # the purpose of a message, as messaging names it


def export_person(
    tx: Transaction, person_id: int, rights: PersonRights, *, by: Caller, reason: str
) -> PersonExport:
    """A copy of all we keep about the person, identifiers in plain. Audited, without what was exported.

    Raises identity's PersonNotFound, ReasonMissing, ScopeTooNarrow.
    """
    reason = rules.checked_reason(reason)
    rules.check_scope(by)
    person = identity.current_person(tx, person_id)
    identifiers = _identifiers_of(tx, rights.vault, person)
    data = {hooks.feature: hooks.run_export(tx, person) for hooks in rights.hooks}
    audit(tx, by, "compliance.person_exported", f"person:{person}", {"reason": reason})
    return PersonExport(person, tx.now, identifiers, data)


def erase_person(
    tx: Transaction, person_id: int, rights: PersonRights, *, by: Caller, reason: str
) -> Erasure:
    """Remove all we keep about the person, in one transaction; remember hashes of the identifiers.

    Identity goes first: it locks the person, so that nothing more is recorded about them meanwhile.
    Raises identity's PersonNotFound, ReasonMissing, ScopeTooNarrow.
    """
    reason = rules.checked_reason(reason)
    rules.check_scope(by)
    person = identity.current_person(tx, person_id)
    identifiers = _identifiers_of(tx, rights.vault, person)
    hashes = {_hash(rights.vault, one): one.kind for one in identifiers}
    store.remember_erased(tx.session, hashes, tx.now)
    ordered = sorted(rights.hooks, key=lambda hooks: hooks.feature != "identity")
    removed = {hooks.feature: hooks.run_erase(tx, person, identifiers) for hooks in ordered}
    tx.publish(PERSON_ERASED, {"person_id": person}, key=f"person:{person}")
    audit(tx, by, "compliance.person_erased", f"person:{person}", {"reason": reason, "removed": removed})
    return Erasure(person, removed, len(hashes))


def erased_among(
    tx: Transaction, vault: Vault, identifiers: Collection[PersonalIdentifier]
) -> dict[PersonalIdentifier, datetime]:
    """Those whose person was erased, and when: an import asks before it brings them back."""
    hashes = {one: _hash(vault, one) for one in identifiers}
    found = store.erased_at(tx.session, set(hashes.values()))
    return {one: found[hash] for one, hash in hashes.items() if hash in found}


class Suppression:
    """Fills messaging's port: who must not be written to.

    Somebody who was erased and adds us again of their own will starts afresh: they may be welcomed and served. To
    advertise to them, because an identifier of theirs is back, would use what they had us forget.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def suppressed(
        self, tx: Transaction, person_ids: Collection[int], *, channel: str, purpose: str
    ) -> Collection[int]:
        """Those of `person_ids` who must not hear this: for `marketing`, whoever has an identifier that was erased."""
        if purpose != MARKETING or not store.anybody_erased(tx.session):
            return ()
        return {person_id for person_id in person_ids if self._was_erased(tx, person_id)}

    def _was_erased(self, tx: Transaction, person_id: int) -> bool:
        return bool(erased_among(tx, self._vault, _identifiers_of(tx, self._vault, person_id)))


def _identifiers_of(tx: Transaction, vault: Vault, person_id: int) -> tuple[PersonalIdentifier, ...]:
    known = identity.identifiers_of(tx, person_id, limit=_MOST_IDENTIFIERS)
    return tuple(
        PersonalIdentifier(one.kind, identity.reveal(tx, vault, one.id), one.account) for one in known
    )


def _hash(vault: Vault, identifier: PersonalIdentifier) -> bytes:
    return vault.blind_index(*rules.hash_input(identifier))
