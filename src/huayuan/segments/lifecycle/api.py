"""The door of the lifecycle. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.lifecycle import store
from huayuan.segments.lifecycle.contracts import LAYERS
from huayuan.segments.lifecycle.errors import UnknownLayer
from huayuan.segments.lifecycle.store import People


def check_layers(layers: Sequence[str]) -> None:
    """Raises UnknownLayer."""
    for layer in layers:
        if layer not in LAYERS:
            raise UnknownLayer(layer=layer, allowed=", ".join(LAYERS))


def people_in_layers(tx: Transaction, layers: Sequence[str], among: Sequence[int] | None = None) -> People:
    """Everybody, or those `among`, who is in one of the layers now. Raises UnknownLayer."""
    check_layers(layers)
    return store.people_in_layers(tx.session, layers, among)


PRIVACY = PrivacyHooks("segments.lifecycle", tables=("person_layer", "layer_change"))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"lifecycle": store.exported(tx.session, person_id)}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, person_id)
