"""All that conditions can be made of, for whoever composes a rule."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from pydantic import BaseModel

from huayuan.events import api as events
from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments import naming, store
from huayuan.segments.lifecycle.explaining import LABELS
from huayuan.segments.lists import api as lists
from huayuan.segments.lists.matching import NOT_FOR_LISTS
from huayuan.segments.rfm import api as rfm
from huayuan.segments.shapes import Label
from huayuan.stores import api as stores

MOST_STAFF = 2_000
GROUPS = {
    "basic": Text("基本信息", "Basics"),
    "activity": Text("活跃", "Activity"),
    "orders": Text("交易", "Orders"),
    "custom": Text("自定义", "Custom"),
}


class Choice(BaseModel):
    value: str
    label: Label


class TraitWord(BaseModel):
    key: str
    label: Label
    kind: str
    operators: list[str]
    options: list[Choice]
    group: Label


class PropertyWord(BaseModel):
    name: str
    label: Label
    type: str
    unit: str | None


class EventWord(BaseModel):
    name: str
    label: Label
    group: Label
    properties: list[PropertyWord]


class Named(BaseModel):
    id: int | str
    name: str
    detail: str | None = None


class TagWord(Named):
    group: str
    color: str


class SegmentWord(Named):
    size: int | None


class Vocabulary(BaseModel):
    traits: list[TraitWord]
    events: list[EventWord]
    tags: list[TagWord]
    staff: list[Named]
    stores: list[Named]
    groups: list[Named]
    accounts: list[Named]
    identifiers: list[Choice]
    list_identifiers: list[Choice]
    channels: list[Choice]
    segments: list[SegmentWord]
    lists: list[Named]
    rfm: list[Choice]
    lifecycle: list[Choice]


def vocabulary(services: Services, tx: Transaction) -> Vocabulary:
    above = services.find(naming.NamesAbove)
    segments, _ = store.segments.page(
        tx.session, q=None, status="active", sort="name", limit=10_000, offset=0
    )
    return Vocabulary(
        traits=traits(tx),
        events=event_words(),
        tags=[
            TagWord(id=tag.id, name=tag.name, group=tag.group, color=tag.color)
            for tag in profiles.all_tags(tx)
        ],
        staff=[
            Named(id=one.id, name=one.shown_name, detail=one.store_name)
            for one in stores.list_staff(tx, limit=MOST_STAFF)[0]
        ],
        stores=[Named(id=one.id, name=one.name) for one in stores.list_stores(tx)],
        groups=[
            Named(id=one.id, name=one.name, detail=one.detail) for one in (above.groups(tx) if above else [])
        ],
        accounts=[Named(id=one.id, name=one.name) for one in (above.accounts(tx) if above else [])],
        identifiers=_choices(naming.identifier_labels()),
        list_identifiers=_choices(list_identifiers()),
        channels=_choices({name: Text(name, name) for name in profiles.known_channels(tx)}),
        segments=[SegmentWord(id=one.id, name=one.name, size=one.size) for one in segments],
        lists=[Named(id=number, name=name) for number, name in lists.names(tx).items()],
        rfm=_choices(cells(rfm.kept_settings(tx).settings.scores)),
        lifecycle=_choices(dict(LABELS)),
    )


def traits(tx: Transaction) -> list[TraitWord]:
    return [
        TraitWord(
            key=one.key,
            label=Label.of(one.label),
            kind=one.kind.value,
            operators=list(profiles.trait_operators(one)),
            options=_choices({option.value: option.label for option in one.options}),
            group=Label.of(GROUPS.get(one.group, Text(one.group, one.group))),
        )
        for one in profiles.trait_definitions(tx).values()
    ]


def event_words() -> list[EventWord]:
    """The catalog; each event with its own properties and those that every event has."""
    return [
        EventWord(
            name=one.name,
            label=Label.of(one.label),
            group=Label.of(one.group_label),
            properties=[
                PropertyWord(name=prop.name, label=Label.of(prop.label), type=prop.type, unit=prop.unit)
                for prop in one.properties
            ]
            + [
                PropertyWord(name=name, label=Label.of(prop.label), type=prop.type, unit=None)
                for name, prop in naming.COMMON.items()
                if name not in {own.name for own in one.properties}
            ],
        )
        for one in events.catalog().values()
    ]


def list_identifiers() -> dict[str, Text]:
    """By what an uploaded list can be matched."""
    named = {kind: label for kind, label in naming.identifier_labels().items() if kind not in NOT_FOR_LISTS}
    return {
        "auto": Text("自动识别", "Find out"), **named, "openid": Text("OpenID（任一平台）", "OpenID (any platform)"),
        "person_id": Text("客户 ID", "Customer id"),
    }  # fmt: skip


def cells(scores: int) -> dict[str, Text]:
    """The cells of the grid, best first."""
    digits = range(scores, 0, -1)
    return {
        f"{r}{f}{m}": Text(f"R{r} F{f} M{m}", f"R{r} F{f} M{m}")
        for r, f, m in product(digits, digits, digits)
    }


def _choices(labels: Mapping[str, Text]) -> list[Choice]:
    return [Choice(value=value, label=Label.of(label)) for value, label in labels.items()]
