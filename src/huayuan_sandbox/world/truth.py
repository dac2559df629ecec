"""What the sandbox knows and the platform must find out: who is who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huayuan_sandbox.world.hunters import bots
from huayuan_sandbox.world.people import (
    DOUYIN_NO,
    EXTERNAL,
    IDENTIFIER_KINDS,
    MP_OPENID,
    OA_OPENID,
    TAOBAO_NO,
    Person,
    Population,
)


def truth(people: Population, corp_id: str, bots_per_customer: float = 0.0) -> Iterator[dict[str, Any]]:
    """One row per person: {"person", "ids": [{"kind", "account", "value", "evidence"}]}.

    `account` is the corp of an external_userid, the appid of an openid, the marketplace of a customer number, else "".
    `evidence` is a number shared by those identifiers of the person that some event or answer has shown
    together, directly or in a chain; null = never shown. Identifiers with different numbers cannot be joined
    by anybody who only saw the traffic. Bad actors carry "kind": "hunter" with the number of their "ring", or "bot".
    """
    for person in people:
        row: dict[str, Any] = {"person": f"p{person.index}", "ids": identifiers(people, person, corp_id)}
        yield row if person.ring < 0 else {**row, "kind": "hunter", "ring": person.ring}
    for name, cookie in bots(people, bots_per_customer):
        ids = [{"kind": "anonymous_id", "account": "", "value": cookie, "evidence": None}]
        yield {"person": name, "ids": ids, "kind": "bot"}


def identifiers(people: Population, person: Person, corp_id: str) -> list[dict[str, Any]]:
    """The "ids" of one person."""
    accounts = {EXTERNAL: corp_id, TAOBAO_NO: "taobao", DOUYIN_NO: "douyin"}
    accounts |= {bit: people.accounts.get(bit, "") for bit in (OA_OPENID, MP_OPENID)}
    return list(_ids(person, accounts))


def _ids(person: Person, accounts: dict[int, str]) -> Iterator[dict[str, Any]]:
    groups = person.evidence
    for bit, kind in IDENTIFIER_KINDS.items():
        value = person.value(bit)
        if value is None:
            continue
        group = next((number for number, known in enumerate(groups) if known & bit), None)
        yield {"kind": kind, "account": accounts.get(bit, ""), "value": value, "evidence": group}
