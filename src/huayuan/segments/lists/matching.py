"""Whom the rows of a list name."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.identity import api as identity
from huayuan.kernel.caller import DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments.lists.contracts import OPENID, PERSON_ID
from huayuan.segments.lists.errors import UnknownListIdentifier

OPENIDS = ("oa_openid", "mp_openid", "douyin_openid")
NOT_FOR_LISTS = ("anonymous_id",)  # a device's, not a person's
Found = dict[str, frozenset[int] | None]


def identifier_kinds() -> list[str]:
    kinds = [kind for kind in identity.kind_names() if kind not in NOT_FOR_LISTS]
    return [*kinds, OPENID, PERSON_ID]


def check_identifier(kind: str, extra: Sequence[str] = ()) -> None:
    """Raises UnknownListIdentifier."""
    allowed = [*extra, *identifier_kinds()]
    if kind not in allowed:
        raise UnknownListIdentifier(identifier=kind, allowed=", ".join(allowed))


def people_named(
    tx: Transaction, vault: Vault, kind: str, values: Sequence[str], account: str | None, scope: DataScope
) -> Found:
    """value → the people it names whom the caller may see; None: it is no identifier of this kind."""
    found = _people(tx, vault, kind, values, account)
    if scope.kind == "all":
        return found
    everyone = sorted({person for people in found.values() for person in people or ()})
    seen = profiles.visible_people(tx, everyone, profiles.visibility(tx, scope))
    return {value: None if people is None else people & seen for value, people in found.items()}


def _people(tx: Transaction, vault: Vault, kind: str, values: Sequence[str], account: str | None) -> Found:
    if kind == PERSON_ID:
        return _by_number(tx, values)
    if kind != OPENID:
        return identity.people_with(tx, vault, kind, values, account)
    found: Found = {}
    for one in OPENIDS:
        for value, people in identity.people_with(tx, vault, one, values, account).items():
            known = found.get(value)
            found[value] = people if known is None else known | (people or frozenset())
    return found


def _by_number(tx: Transaction, values: Sequence[str]) -> Found:
    numbers = {
        value: int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 16
    }
    current = identity.current_persons(tx, sorted(set(numbers.values())))
    found: Found = {value: None for value in values if value not in numbers}
    for value, number in numbers.items():
        person = current.get(number)
        found[value] = frozenset() if person is None else frozenset((person,))
    return found
