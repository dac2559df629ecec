"""Looks up what the things in rules are called; the doors of the features they belong to are asked once for all rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from huayuan.events import api as events
from huayuan.identity import api as identity
from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments import store
from huayuan.segments.lifecycle.explaining import FLAG_LABELS, LABELS
from huayuan.segments.lists import api as lists
from huayuan.segments.sentences.names import Names, Property
from huayuan.segments.sentences.saying import GROUPS, sentence
from huayuan.stores import api as stores

# What every event has beside its own properties.
COMMON: Mapping[str, Property] = {
    "channel": Property(Text("渠道", "Channel"), "string"),
    "account": Property(Text("账号", "Account"), "string"),
    "staff_id": Property(Text("员工", "Staff"), "string"),
    "store_id": Property(Text("门店", "Store"), "string"),
    "content_id": Property(Text("素材", "Content"), "string"),
    "campaign_id": Property(Text("活动", "Campaign"), "string"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something of a feature above: a customer group, a 公众号."""

    id: str
    name: str
    detail: str | None = None


class NamesAbove(Protocol):
    """Port: what features above segments call their things. Bootstrap fills it."""

    def groups(self, tx: Transaction) -> list[Named]:
        """Customer groups by chat id."""
        ...

    def accounts(self, tx: Transaction) -> list[Named]:
        """公众号 by appid."""
        ...


class _Wanted:
    """Ids of each kind that some rules name."""

    def __init__(self) -> None:
        self.ids: dict[str, set[Any]] = {}

    def add(self, node: Mapping[str, Any]) -> None:
        kind = node.get("kind")
        if kind in GROUPS:
            for part in node.get("of") or []:
                self.add(part)
            return
        for name, field in (
            ("tag", "tags"), ("staff", "staff"), ("store", "stores"), ("group", "groups"), ("account", "accounts"),
        ):  # fmt: skip
            if isinstance(node.get(field), list | tuple):
                self.ids.setdefault(name, set()).update(node[field])
        for name in ("segment", "list"):
            if kind == name and isinstance(node.get(name), int):
                self.ids.setdefault(name, set()).add(node[name])

    def of(self, kind: str) -> set[Any]:
        return self.ids.get(kind, set())


def names_of(services: Services, tx: Transaction, trees: Iterable[Mapping[str, Any]]) -> Names:
    """The names that the sentences of these rules need."""
    wanted = _Wanted()
    for tree in trees:
        wanted.add(tree)
    things: dict[tuple[str, str], str] = {}
    for kind, found in _found(services, tx, wanted):
        things |= {(kind, str(key)): name for key, name in found.items()}
    return Names(
        things=things,
        traits=profiles.trait_definitions(tx),
        events=event_labels(),
        properties=event_properties(),
        identifiers=identifier_labels(),
        layers={**LABELS, **FLAG_LABELS},
    )


def _found(services: Services, tx: Transaction, wanted: _Wanted) -> Iterable[tuple[str, Mapping[Any, str]]]:
    if tags := wanted.of("tag"):
        yield "tag", {key: tag.name for key, tag in profiles.tags_by_id(tx, tags).items()}
    if staff := wanted.of("staff"):
        yield "staff", stores.staff_names(tx, staff)
    if shops := wanted.of("store"):
        yield "store", stores.store_names(tx, shops)
    if wanted.of("segment"):
        yield "segment", {number: name for number, name, _ in store.segments.all_trees(tx.session)}
    if wanted.of("list"):
        yield "list", lists.names(tx)
    above = services.find(NamesAbove)
    if above is not None and wanted.of("group"):
        yield "group", {one.id: one.name for one in above.groups(tx)}
    if above is not None and wanted.of("account"):
        yield "account", {one.id: one.name for one in above.accounts(tx)}


@cache
def event_labels() -> dict[str, Text]:
    return {one.name: one.label for one in events.catalog().values()}


@cache
def event_properties() -> dict[tuple[str, str], Property]:
    own = {
        (one.name, prop.name): Property(prop.label, prop.type)
        for one in events.catalog().values()
        for prop in one.properties
    }
    return {("", name): prop for name, prop in COMMON.items()} | own


@cache
def identifier_labels() -> dict[str, Text]:
    return {kind: identity.kind_label(kind) for kind in identity.kind_names()}


def sentences(services: Services, tx: Transaction, trees: Iterable[Mapping[str, Any]]) -> list[Text]:
    """The sentence of each rule."""
    listed = list(trees)
    names = names_of(services, tx, listed)
    return [sentence(tree, names) for tree in listed]
