"""The audit log: who did what, to what, when, from where. Part of `access.api`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from huayuan.access.chain import FIRST_PREVIOUS, Entry, canonical, entry_hash, seal_text
from huayuan.access.contracts import AuditEntry, ChainVerdict
from huayuan.access.passwords import same
from huayuan.access.store import audit_log as store
from huayuan.kernel.caller import Caller
from huayuan.kernel.unit_of_work import Transaction

Sign = Callable[[str], str]


def audit(
    tx: Transaction, caller: Caller, action: str, subject: str, data: dict[str, Any] | None = None
) -> None:
    """Record what `caller` did, in the same transaction; needs a write transaction (`Tx`, `uow.begin()`).

    `action` is `feature.done` (`live_codes.created`), `subject` is `kind:id` (`live_code:7`). No personal
    data of customers in `data`. For tasks and reactions pass `kernel.caller.SYSTEM`. The entry joins the
    chain just before the commit, after every other lock is held, so its lock is short and cannot deadlock.
    """
    if tx.read_only:
        raise RuntimeError(
            f"{action} was to be audited in a read-only transaction, which would lose it; use Tx"
        )
    entry = Entry(
        at=tx.now,
        actor_kind=_clean(caller.kind, 12),
        actor_id=caller.id,
        actor_name=_clean(caller.name, 80),
        action=_clean(action, 80),
        subject=_clean(subject, 200),
        data=canonical(data or {}),
        ip=_clean(caller.ip, 60),
    )
    pending: list[Entry] | None = tx.memo.get(audit)
    if pending is None:
        pending = tx.memo[audit] = []
        store.at_commit(tx.session, lambda: _append_pending(tx))
    pending.append(entry)


def _append_pending(tx: Transaction) -> None:
    pending: list[Entry] = tx.memo[audit]
    entries = list(pending)
    pending.clear()
    if entries:
        store.append_audit(tx.session, entries)


def _clean(text: str, length: int) -> str:
    return text.replace("\x00", "").encode(errors="replace").decode()[:length]


def audit_entries(
    tx: Transaction, *, actor: str | None = None, action: str | None = None, limit: int = 50, offset: int = 0
) -> tuple[list[AuditEntry], int]:
    """Newest first, and how many match. `actor`: `user:3` or part of a name; `action`: its beginning."""
    return store.audit_entries(tx.session, actor, action, limit, offset)


def verify_chain(tx: Transaction, sign: Sign | None = None) -> ChainVerdict:
    """Walk the whole chain. With `sign` (`Vault.sign`) the seals are checked too, which finds a chain
    that was rewritten by someone with access to the database alone."""
    last, last_hash = store.audit_head(tx.session)
    seals = store.seals(tx.session) if sign else {}
    previous, checked = FIRST_PREVIOUS, 0
    for sequence, claimed_previous, claimed, entry in store.audit_links(tx.session):
        if sequence > last:  # appended while we walk
            break
        expected = checked + 1
        fits = sequence == expected and claimed_previous == previous
        if not fits or claimed != entry_hash(sequence, previous, entry):
            return ChainVerdict(False, checked, expected)
        if sign and sequence in seals and not _seal_holds(sequence, claimed, seals.pop(sequence), sign):
            return ChainVerdict(False, checked, expected)
        previous, checked = claimed, expected
    if checked != last or previous != last_hash or any(number > last for number in seals):
        return ChainVerdict(False, checked, checked + 1)
    return ChainVerdict(True, checked, None)


def _seal_holds(sequence: int, claimed: str, seal: tuple[str, str], sign: Sign) -> bool:
    sealed_hash, signature = seal
    return same(sealed_hash, claimed) and same(signature, sign(seal_text(sequence, claimed)))


def seal_chain(tx: Transaction, sign: Sign) -> int:
    """Sign the chain as it stands; answers the number sealed, 0 when there is nothing to seal."""
    sequence, hash = store.audit_head(tx.session)
    if sequence:
        store.add_seal(tx.session, sequence, hash, sign(seal_text(sequence, hash)), tx.now)
    return sequence
