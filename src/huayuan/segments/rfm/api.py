"""The door of RFM. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.segments.rfm import rules, store
from huayuan.segments.rfm.contracts import Buyer, Cell, KeptSettings, RfmSettings, Snapshot
from huayuan.segments.rfm.errors import SettingsChangedMeanwhile, UnknownCell
from huayuan.segments.store.choosing import People

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


def kept_settings(tx: Transaction) -> KeptSettings:
    return store.kept_settings(tx.session)


def change_settings(tx: Transaction, settings: RfmSettings, version: int, by: str) -> KeptSettings:
    """New settings instead of those of `version`; thresholds are taken again in the background.

    Raises BadRfmSettings, SettingsChangedMeanwhile.
    """
    rules.check(settings)
    before = store.kept_settings(tx.session)
    if before.version != version:
        raise SettingsChangedMeanwhile(by=before.changed_by, version=before.version)
    after = KeptSettings(settings, version + 1, tx.now, by)
    store.keep_settings(tx.session, after, tx.now)
    tx.enqueue("rfm.refresh", {}, dedup_key=f"rfm.refresh:settings:{after.version}")
    return after


def ask_refresh(tx: Transaction) -> None:
    """Thresholds are taken again in the background; asked twice within a minute, once."""
    tx.enqueue("rfm.refresh", {}, dedup_key=f"rfm.refresh:asked:{tx.now:%Y%m%d%H%M}")


def newest_snapshot(tx: Transaction) -> Snapshot | None:
    """The thresholds that hold now."""
    return store.newest_snapshot(tx.session)


def cells(tx: Transaction, visibility: Visibility) -> list[Cell]:
    """Cells that hold anybody whom the caller may see."""
    return store.cells(tx.session, profiles.visible_query(visibility))


def people_of(
    tx: Transaction, cells: Sequence[str], visibility: Visibility, limit: int, offset: int
) -> tuple[list[Buyer], int]:
    """People of these cells by revenue, and how many there are. Raises UnknownCell."""
    visible = profiles.visible_query(visibility)
    return store.cell_people(tx.session, parse_cells(cells), visible, limit, offset)


PRIVACY = PrivacyHooks("segments.rfm", tables=("person_rfm",))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"rfm": store.exported(tx.session, person_id)}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, [person_id])
