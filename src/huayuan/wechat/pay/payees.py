"""From a person to their openid in an app, for payments that name people."""

from __future__ import annotations

from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.pay.contracts import Payee
from huayuan.wechat.pay.errors import NoSuchEntry

_KINDS = ("mp_openid", "oa_openid")


def payee_of(tx: Transaction, vault: Vault, appid: str, person_id: int) -> Payee:
    """The openid seen last. Raises NoSuchEntry when the person was never seen in this app."""
    mine = [
        one for one in identity.identifiers_of(tx, person_id) if one.kind in _KINDS and one.account == appid
    ]
    newest = max(mine, key=lambda one: one.last_seen_at, default=None)
    if newest is None:
        raise NoSuchEntry(number=f"{appid}:{person_id}")
    return Payee(appid, identity.reveal(tx, vault, newest.id))
