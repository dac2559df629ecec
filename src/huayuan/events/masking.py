"""What the answers of the API do not show of an event: properties that may hold personal data of a customer.

The catalog says which those are. A property that its event does not declare is judged by its name alone, because what
a page or a shop sends under that name is most likely the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from huayuan.events.catalog import catalog

MASK = "***"
SAMPLE_LENGTH = 400
# Never declared by an event of the catalog (phones and addresses travel as identifiers, or not at all), yet sent.
_ALWAYS = frozenset(
    {
        "phone", "mobile", "tel", "telephone", "email", "address", "real_name", "id_card", "birthday", "nickname",
        "receiver", "receiver_name", "receiver_phone", "receiver_address", "手机", "手机号", "姓名", "邮箱", "地址", "身份证号",
    }
)  # fmt: skip


@cache
def personal_names() -> frozenset[str]:
    """Every name under which personal data is expected."""
    return _ALWAYS | {one.name for event in catalog().values() for one in event.properties if one.personal}


@cache
def _declared(event: str) -> Mapping[str, bool]:
    found = catalog().get(event)
    return {one.name: one.personal for one in found.properties} if found else {}


def is_personal(event: str, name: str) -> bool:
    """Whether this property may hold personal data of a customer."""
    declared = _declared(event).get(name)
    return name.lower() in personal_names() if declared is None else declared


def masked(event: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties with the personal ones behind a mask; one without a value stays as it is."""
    return {
        name: MASK if value not in (None, "") and is_personal(event, name) else value
        for name, value in properties.items()
    }


def masked_sample(raw: bytes, event: str | None = None) -> str:
    """Start of what was sent, with digits and personal properties hidden: enough to recognise the mistake, not the
    person."""
    text = (_masked_json(raw, event or "") or raw)[: 4 * SAMPLE_LENGTH].decode("utf-8", "replace")
    hidden = _cut_off().sub(lambda found: found[1] + f'"{MASK}"', text[:SAMPLE_LENGTH].replace("\x00", ""))
    return "".join("•" if character.isdigit() else character for character in hidden)


def _masked_json(raw: bytes, event: str) -> bytes | None:
    """The same event with its personal properties masked; None when it is no event or has none of them."""
    try:
        sent = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return None
    properties = sent.get("properties") if isinstance(sent, dict) else None
    if not isinstance(properties, dict):
        return None
    shown = masked(event, properties)
    return None if shown == properties else msgspec.json.encode(sent | {"properties": shown})


@cache
def _cut_off() -> re.Pattern[str]:
    """A personal name and its value in JSON that cannot be parsed; a string may be cut off before it ends."""
    names = "|".join(re.escape(name) for name in sorted(personal_names()))
    return re.compile(rf'("(?:{names})"\s*:\s*)"(?!\*\*\*")(?:[^"\\]|\\.)*(?:"|\\?$)', re.IGNORECASE)
