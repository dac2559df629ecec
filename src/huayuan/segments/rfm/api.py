"""The door of RFM. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.rfm import store
from huayuan.segments.rfm.errors import UnknownCell
from huayuan.segments.rfm.store import People

MOST_SCORES = 5


def parse_cells(cells: Sequence[str]) -> list[tuple[int, int, int]]:
    """ "311" → (3, 1, 1). A digit may be `*`: any. Raises UnknownCell."""
    return [cell for text in cells for cell in _parsed(text)]


def _parsed(text: str) -> list[tuple[int, int, int]]:
    if len(text) != 3 or any(digit not in "*12345" for digit in text):
        raise UnknownCell(cell=text, scores=MOST_SCORES, example="333")
    r, f, m = (range(1, MOST_SCORES + 1) if digit == "*" else (int(digit),) for digit in text)
    return [(i, j, k) for i in r for j in f for k in m]


def people_in_cells(tx: Transaction, cells: Sequence[str], among: Sequence[int] | None = None) -> People:
    """Everybody, or those `among`, who is in one of the cells ("311": R 3, F 1, M 1) now. Raises UnknownCell."""
    return store.people_in_cells(tx.session, parse_cells(cells), among)


PRIVACY = PrivacyHooks("segments.rfm", tables=("person_rfm",))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"rfm": store.exported(tx.session, person_id)}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, [person_id])
