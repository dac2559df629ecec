"""The door of the lifecycle. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.segments.lifecycle import settings as rules
from huayuan.segments.lifecycle import store
from huayuan.segments.lifecycle.contracts import (
    FLAGS,
    LAYERS,
    FlowLink,
    KeptSettings,
    LayerSize,
    LifecycleSettings,
    PeoplePage,
)
from huayuan.segments.lifecycle.errors import BadFlowPeriod, SettingsChangedMeanwhile, UnknownLayer
from huayuan.segments.store.choosing import People


def check_layers(layers: Sequence[str]) -> None:
    """Raises UnknownLayer."""
    for layer in layers:
        if layer not in LAYERS:
            raise UnknownLayer(layer=layer, allowed=", ".join(LAYERS))


def people_in_layers(tx: Transaction, layers: Sequence[str], among: Sequence[int] | None = None) -> People:
    """Everybody, or those `among`, who is in one of the layers now. Raises UnknownLayer."""
    check_layers(layers)
    return store.people_in_layers(tx.session, layers, among)


def kept_settings(tx: Transaction) -> KeptSettings:
    return store.kept_settings(tx.session)


def change_settings(tx: Transaction, settings: LifecycleSettings, version: int, by: str) -> KeptSettings:
    """New thresholds instead of those of `version`; everybody is looked at again in the background.

    Raises BadLifecycleSettings, SettingsChangedMeanwhile.
    """
    rules.check(settings)
    before = store.kept_settings(tx.session)
    if before.version != version:
        raise SettingsChangedMeanwhile(by=before.changed_by, version=before.version)
    after = replace(before, settings=settings, version=version + 1, changed_at=tx.now, changed_by=by)
    store.keep_settings(tx.session, after, tx.now)
    tx.enqueue("lifecycle.recount", {}, dedup_key=f"lifecycle.recount:{after.version}")
    return after


def layer_sizes(tx: Transaction, visibility: Visibility) -> list[LayerSize]:
    """All layers in their order, with how many people a caller may see in each."""
    found = {size.layer: size for size in store.sizes(tx.session, profiles.visible_query(visibility))}
    return [found.get(layer, LayerSize(layer, 0, 0, 0)) for layer in LAYERS]


def people_of(
    tx: Transaction, layer: str | None, flag: str | None, visibility: Visibility, limit: int, offset: int
) -> PeoplePage:
    """Who is in a layer, wears a flag, or both. Raises UnknownLayer."""
    if layer is not None:
        check_layers([layer])
    if flag is not None and flag not in FLAGS:
        raise UnknownLayer(layer=flag, allowed=", ".join(FLAGS))
    visible = profiles.visible_query(visibility)
    return PeoplePage(*store.layer_people(tx.session, layer, flag, visible, limit, offset))


def flow(tx: Transaction, start: datetime, end: datetime, visibility: Visibility) -> list[FlowLink]:
    """Who went from where to where between two moments. Raises BadFlowPeriod."""
    visible = profiles.visible_query(visibility)
    return store.flow(tx.session, start, _end(tx, start, end), visible)


def flow_people(
    tx: Transaction,
    start: datetime,
    end: datetime,
    link: tuple[str | None, str],
    visibility: Visibility,
    limit: int,
    offset: int,
) -> PeoplePage:
    """The people of one link of the flow. Raises BadFlowPeriod, UnknownLayer."""
    check_layers([layer for layer in link if layer is not None])
    visible = profiles.visible_query(visibility)
    until = _end(tx, start, end)
    return PeoplePage(*store.flow_people(tx.session, start, until, link, visible, limit, offset))


def _end(tx: Transaction, start: datetime, end: datetime) -> datetime | None:
    if not start < min(end, tx.now):
        raise BadFlowPeriod(reason=f"{start.isoformat()} … {end.isoformat()}")
    return end if end <= tx.now else None


PRIVACY = PrivacyHooks("segments.lifecycle", tables=("person_layer", "layer_change"))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"lifecycle": store.exported(tx.session, person_id)}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, person_id)
