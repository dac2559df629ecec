"""Between people and their openids in an app, for payments that name people."""

from __future__ import annotations

from collections.abc import Iterable

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.pay.contracts import Payee
from huayuan.wechat.pay.errors import PayeeUnknown

_KINDS = ("mp_openid", "oa_openid")


def payee_of(tx: Transaction, vault: Vault, appid: str, person_id: int) -> Payee:
    """The openid seen last. Raises PayeeUnknown when the person was never seen in this app."""
    mine = [
        one for one in identity.identifiers_of(tx, person_id) if one.kind in _KINDS and one.account == appid
    ]
    newest = max(mine, key=lambda one: one.last_seen_at, default=None)
    if newest is None:
        raise PayeeUnknown(appid=appid)
    return Payee(appid, identity.reveal(tx, vault, newest.id))


def people_of(tx: Transaction, vault: Vault, payees: Iterable[Payee]) -> dict[Payee, int]:
    """Who these are; those nobody is known to be are left out."""
    found = {}
    for one in {payee for payee in payees if payee.openid}:
        known = (identity.find(tx, vault, kind, one.openid, one.appid) for kind in _KINDS)
        person = next((person for person in known if person is not None), None)
        if person is not None:
            found[one] = person
    return found
