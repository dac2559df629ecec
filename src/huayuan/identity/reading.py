"""From the raw identifiers of an event to keys: normalised, junk left out, strongest first."""

from __future__ import annotations

from typing import NamedTuple

from huayuan.identity.contracts import Key
from huayuan.identity.kinds import LONGEST_ACCOUNT, kind_of
from huayuan.kernel.crypto import Vault

MOST_IDENTIFIERS = 10  # of one event; more are no better evidence, and evidence grows with the square


class Read(NamedTuple):
    """Usable keys, strongest first, and how many raw identifiers were ignored. `plain`: of sealed kinds."""

    keys: tuple[Key, ...]
    ignored: int
    plain: dict[Key, str]


def read(ids: tuple[tuple[str, str], ...], account: str | None, vault: Vault) -> Read:
    scope = _scope(account)
    found: dict[Key, int] = {}
    plain: dict[Key, str] = {}
    for name, raw in ids:
        kind = kind_of(name)
        value = kind.normalise(str(raw)) if kind else None
        if kind is None or value is None:
            continue
        if kind.sensitive:
            key = Key(name, "", vault.blind_index(name, value).hex())
            plain[key] = value
        else:
            key = Key(name, scope if kind.scoped else "", value)
        found[key] = -kind.strength
    if len(found) == 1:
        return Read(tuple(found), len(ids) - 1, plain)
    keys = sorted(found, key=lambda key: (found[key], key))[:MOST_IDENTIFIERS]
    return Read(tuple(keys), len(ids) - len(keys), plain)


def _scope(account: str | None) -> str:
    if not account:
        return ""
    account = account.strip()[:LONGEST_ACCOUNT]
    return account if account.isprintable() else ""
