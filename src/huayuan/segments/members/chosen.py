"""Customers chosen by hand, or by a query of the customer list, to be exported."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.api import CustomerQuery, PeopleFinder, Whom
from huayuan.profiles.contracts import PeopleOfSegment

PEOPLE, QUERY, SEGMENT = "people", "query", "segment"  # what an export is of


def finder_of(services: Services) -> PeopleFinder:
    zone = ZoneInfo(services.get(Settings).timezone)
    return PeopleFinder(services.get(Vault), zone, services.find(PeopleOfSegment))


def checked(
    tx: Transaction, services: Services, people: Sequence[int], query: CustomerQuery | None, caller: Caller
) -> tuple[Whom, int]:
    """Whom an export is of, and how many that is. Raises NobodyToChange, and what the query refuses with."""
    whom = Whom(tuple(dict.fromkeys(people)), query, None, caller.scope)
    return whom, finder_of(services).count(tx, whom)
