"""What the sandbox knows and the platform must find out: who is who."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huayuan_sandbox.world.people import IDENTIFIER_KINDS, Person, Population


def truth(people: Population, corp_id: str) -> Iterator[dict[str, Any]]:
    """One row per person: {"person", "ids": [{"kind", "account", "value", "evidence"}]}.

    Only the external_userid belongs to an account (the corp). `evidence` is a number shared by those
    identifiers of the person that some event or answer has shown together, directly or in a chain; null =
    never shown. Identifiers with different numbers cannot be joined by anybody who only saw the traffic.
    """
    for person in people:
        yield {"person": f"p{person.index}", "ids": list(_ids(person, corp_id))}


def _ids(person: Person, corp_id: str) -> Iterator[dict[str, Any]]:
    for bit, kind in IDENTIFIER_KINDS.items():
        value = person.value(bit)
        if value is None:
            continue
        group = next((number for number, known in enumerate(person.evidence) if known & bit), None)
        account = corp_id if kind == "wecom_external_userid" else ""
        yield {"kind": kind, "account": account, "value": value, "evidence": group}
