"""The catalog of built-in events: names in Chinese and English with typed properties, and their decoders.

Unknown names are accepted as they come and shown as unverified. A built-in event whose properties have the wrong
type is refused: a wrong amount believed is worse than an event sent again.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from keyword import iskeyword
from typing import Annotated, Any, cast

import msgspec

from huayuan.kernel.errors import Text
from huayuan.kernel.money import MAX_FEN


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    type: str
    label: Text
    example: str
    personal: bool = False

    @property
    def unit(self) -> str | None:
        return "分" if self.type == "money" else "ms" if self.name.endswith("_ms") else None


@dataclass(frozen=True, slots=True)
class CatalogEvent:
    name: str
    label: Text
    group: str
    group_label: Text
    properties: tuple[Property, ...]


class Envelope(msgspec.Struct, gc=False):
    """What every event may carry in its properties and the store keeps as columns of its own."""

    amount: Annotated[int, msgspec.Meta(ge=-MAX_FEN, le=MAX_FEN)] | None = None
    channel: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    staff_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    store_id: Annotated[str, msgspec.Meta(max_length=64)] | int | None = None
    content_id: Annotated[str, msgspec.Meta(max_length=64)] | int | None = None
    campaign_id: Annotated[str, msgspec.Meta(max_length=64)] | int | None = None


# Names and numbers are interchangeable in identifiers: shops send order 1001 as 1001 or "1001".
_TYPES: dict[str, Any] = {
    "string": str | int | float | None,
    "integer": int | None,
    "number": float | None,
    "boolean": bool | None,
    "money": Annotated[int, msgspec.Meta(ge=-MAX_FEN, le=MAX_FEN)] | None,
    "list": list[msgspec.Raw] | None,
    "object": dict[str, msgspec.Raw] | None,
}
# Money that cannot be negative: what a customer pays or gets back is a size, the event says the direction.
_NOT_NEGATIVE = Annotated[int, msgspec.Meta(ge=0, le=MAX_FEN)]
_UNSIGNED_EVENTS = {
    "order_placed",
    "order_paid",
    "order_refunded",
    "cart_added",
    "product_viewed",
    "checkout_started",
}


@cache
def catalog() -> dict[str, CatalogEvent]:
    """name → event, in the order of the document."""
    raw = tomllib.loads(files("huayuan.events").joinpath("catalog.toml").read_text("utf-8"))
    groups = {key: Text(zh=value["zh"], en=value["en"]) for key, value in raw["group"].items()}
    properties = {
        name: Property(
            name,
            value["type"],
            Text(value["zh"], value["en"]),
            value["example"],
            value.get("personal", False),
        )
        for name, value in raw["property"].items()
    }
    return {
        name: CatalogEvent(
            name=name,
            label=Text(value["zh"], value["en"]),
            group=value["group"],
            group_label=groups[value["group"]],
            properties=tuple(properties[key] for key in value["properties"]),
        )
        for name, value in raw["event"].items()
    }


def label_of(event: str) -> dict[str, str]:
    found = catalog().get(event)
    return found.label.as_dict() if found else {"zh": event, "en": event}


class Decoders:
    """event name → decoder of its properties into an Envelope (with typed fields beside it for built-in events)."""

    def __init__(self) -> None:
        self._unverified = msgspec.json.Decoder(Envelope)
        self._by_event = {event.name: msgspec.json.Decoder(_struct_of(event)) for event in catalog().values()}

    def decode(self, event: str, properties: bytes | msgspec.Raw) -> Envelope:
        """Raises msgspec.ValidationError that names the property and the type it should have."""
        envelope: Envelope = self._by_event.get(event, self._unverified).decode(properties)
        return envelope


def _struct_of(event: CatalogEvent) -> type[Envelope]:
    fields: list[tuple[str, Any, Any]] = []
    for prop in event.properties:
        if prop.name in Envelope.__struct_fields__ and prop.type != "money":
            continue
        kind = (
            (_NOT_NEGATIVE | None)
            if prop.type == "money" and event.name in _UNSIGNED_EVENTS
            else _TYPES[prop.type]
        )
        fields.append((prop.name + "_" if iskeyword(prop.name) else prop.name, kind, None))
    made = msgspec.defstruct(
        event.name, fields, bases=(Envelope,), rename=_without_trailing_underscore, gc=False
    )
    return cast(type[Envelope], made)


def _without_trailing_underscore(field: str) -> str | None:
    return field.removesuffix("_") if field.endswith("_") else None
