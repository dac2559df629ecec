"""The fields of each kind of file, from `fields.toml`."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.marketplaces.contracts import Field


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))


def _field(key: str, said: dict[str, Any]) -> Field:
    return Field(
        key=key,
        label=Text(said["zh"], said["en"]),
        type=said["type"],
        synonyms=tuple(said["synonyms"]),
        required=said.get("required", False),
        identifies=said.get("identifies"),
    )


def _group(name: str) -> tuple[Field, ...]:
    return tuple(_field(key, said) for key, said in _DATA[name].items())


_DATA = _load()
IDENTIFIERS = _group("identifiers")
ORDER_FIELDS = (*_group("orders")[:1], *IDENTIFIERS, *_group("orders")[1:])
CUSTOMER_FIELDS = (*IDENTIFIERS, *_group("customers"))
EVENT_FIELDS = (*_group("events"), *IDENTIFIERS)
STATUS_OF: dict[str, str] = {word: status for status, words in _DATA["statuses"].items() for word in words}
REFUND_WORDS: frozenset[str] = frozenset(_DATA["refund_states"]["refunded"])
