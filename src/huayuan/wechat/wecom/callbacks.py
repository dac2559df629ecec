"""Callbacks as values: safe XML, the envelope, the key by which a repeat is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from huayuan.wechat.wecom.errors import CallbackMalformed

# (Event, ChangeType) that we act on, or know and only keep.
_CONTACT = (
    "add_external_contact", "add_half_external_contact", "edit_external_contact", "del_external_contact",
    "del_follow_user", "transfer_fail", "msg_audit_approved",
)  # fmt: skip
_ADDRESS_BOOK = (
    "create_user", "update_user", "delete_user", "create_party", "update_party", "delete_party", "update_tag",
)  # fmt: skip
_PLAIN = (
    "subscribe", "unsubscribe", "enter_agent", "click", "view", "LOCATION", "inactive_alert",
    "close_inactive_agent", "reopen_inactive_agent", "low_active_alert", "low_active", "active_restored",
)  # fmt: skip
KNOWN: frozenset[tuple[str, str]] = frozenset(
    [("change_external_contact", change) for change in _CONTACT]
    + [("change_external_chat", change) for change in ("create", "update", "dismiss")]
    + [("change_external_tag", change) for change in ("create", "update", "delete", "shuffle")]
    + [("change_contact", change) for change in _ADDRESS_BOOK]
    + [(event, "") for event in _PLAIN]
)

_KEY_FIELDS = (
    "ToUserName", "Event", "ChangeType", "UserID", "FromUserName", "ExternalUserID", "ChatId", "Id", "LinkId",
    "UpdateDetail", "CurMemVer", "JobId", "EventKey", "TaskId", "CreateTime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Callback:
    """A decrypted message. `fields` are the direct children with text; `items` those of MemChangeList."""

    fields: dict[str, str]
    items: tuple[str, ...]

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def event(self) -> str:
        """The Event, or the MsgType of a message that is none."""
        return self.get("Event") or self.get("MsgType")

    @property
    def change_type(self) -> str:
        return self.get("ChangeType")

    @property
    def known(self) -> bool:
        return (self.event, self.change_type) in KNOWN

    @property
    def created_at(self) -> datetime:
        """Raises CallbackMalformed when CreateTime is no Unix time."""
        try:
            return datetime.fromtimestamp(int(self.get("CreateTime")), UTC)
        except (ValueError, OverflowError, OSError):
            raise CallbackMalformed(reason="CreateTime") from None

    @property
    def dedup_key(self) -> str:
        """MsgId of a message; of an event a digest of everything that tells it from another of the same
        second.

        FromUserName + CreateTime, as documented, would make one of two customers of the same second, since
        customer-contact events all come from "sys".
        """
        if message_id := self.get("MsgId"):
            return f"msg:{message_id[:60]}"
        parts = [self.get(name) for name in _KEY_FIELDS]
        # Members of a group change without a version on some tenants: the list itself tells them apart.
        return hashlib.sha256("\x1f".join([*parts, *self.items]).encode()).hexdigest()[:40]


def encrypted_part(body: bytes) -> str:
    """The Encrypt element of a pushed body. Raises CallbackMalformed."""
    found = _parse(body).findtext("Encrypt")
    if not found or not found.strip():
        raise CallbackMalformed(reason="encrypt")
    return found.strip()


def read_message(message: bytes) -> tuple[Callback, str]:
    """(callback, its text) of a decrypted message. Raises CallbackMalformed, also for what is not UTF-8."""
    try:
        text = message.decode("utf-8")
    except UnicodeDecodeError:
        raise CallbackMalformed(reason="encoding") from None
    return parse(text), text


def parse(text: str) -> Callback:
    root = _parse(text.encode())
    fields = {child.tag: (child.text or "").strip() for child in root if len(child) == 0}
    items = tuple((item.text or "").strip() for item in root.findall("MemChangeList/Item"))
    callback = Callback(fields, items)
    if not callback.event or not callback.get("ToUserName"):
        raise CallbackMalformed(reason="fields")
    return callback


def _parse(body: bytes) -> Element:
    """No DTD, so no entities, neither bombs nor external ones; nothing is ever fetched."""
    try:
        root: Element = fromstring(body, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise CallbackMalformed(reason="xml") from None
    return root
