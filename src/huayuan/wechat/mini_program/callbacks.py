"""Callbacks as values: JSON or XML, as the administrator chose, and the key by which a repeat is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from huayuan.wechat.connections.api import PushedMessage, text_of
from huayuan.wechat.connections.api import parse as safe_xml
from huayuan.wechat.connections.errors import CallbackMalformed

MESSAGES = frozenset({"text", "image", "miniprogrampage"})
POPUP, CHANGED, SENT = "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event"
ENTERED, REVOKED = "user_enter_tempsession", "user_authorization_revoke"
KNOWN = MESSAGES | {POPUP, CHANGED, SENT, ENTERED, REVOKED}


@dataclass(frozen=True, slots=True)
class Callback(PushedMessage):
    """A decrypted message; `fields` as they came, nested."""

    fields: Mapping[str, Any]

    def get(self, name: str) -> str:
        value = self.fields.get(name, "")
        return str(value) if isinstance(value, str | int) else ""

    def part(self, name: str) -> Mapping[str, Any]:
        value = self.fields.get(name)
        return value if isinstance(value, Mapping) else {}

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The List of a subscribe message event: one row or several."""
        listed = self.part(name).get("List", [])
        found = listed if isinstance(listed, list) else [listed]
        return [one for one in found if isinstance(one, Mapping)]

    @property
    def dedup_key(self) -> str:
        """All that an event says: two orders may be of one second."""
        return self.key_of([json.dumps(self.fields, sort_keys=True, ensure_ascii=False)])


def read_message(message: bytes) -> tuple[Callback, str]:
    """(callback, its text). Raises CallbackMalformed, also for what is not UTF-8."""
    text = text_of(message)
    return parse(text), text


def parse(text: str) -> Callback:
    """Raises CallbackMalformed. Whole numbers of JSON keep every digit."""
    callback = Callback(_json(text) if text.lstrip().startswith("{") else _nested(safe_xml(text.encode())))
    if not callback.event or not callback.openid:
        raise CallbackMalformed(reason="fields")
    return callback


def encrypted_of(body: bytes) -> str:
    """The sealed part of a pushed body of either form. Raises CallbackMalformed."""
    text = text_of(body)
    fields = _json(text) if text.lstrip().startswith("{") else _nested(safe_xml(body))
    found = fields.get("Encrypt")
    if not isinstance(found, str) or not found.strip():
        raise CallbackMalformed(reason="encrypt")
    return found.strip()


def _json(text: str) -> dict[str, Any]:
    try:
        read = msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, RecursionError):
        raise CallbackMalformed(reason="json") from None
    if not isinstance(read, dict):
        raise CallbackMalformed(reason="json")
    return read


def _nested(root: Element) -> dict[str, Any]:
    """Elements as a dictionary; repeated ones as a list."""
    found: dict[str, Any] = {}
    for child in root:
        value = _nested(child) if len(child) else (child.text or "").strip()
        if child.tag not in found:
            found[child.tag] = value
        elif isinstance(found[child.tag], list):
            found[child.tag].append(value)
        else:
            found[child.tag] = [found[child.tag], value]
    return found
