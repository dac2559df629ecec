"""Callbacks as values: safe XML, the envelope, the key by which a repeat is known."""

from __future__ import annotations

from dataclasses import dataclass

from huayuan.wechat.connections.api import PushedMessage, flat_fields, text_of
from huayuan.wechat.connections.api import parse as safe_xml
from huayuan.wechat.connections.errors import CallbackMalformed

# (Event, ChangeType) that we act on, or know and only keep.
_CONTACT = (
    "add_external_contact", "add_half_external_contact", "edit_external_contact", "del_external_contact",
    "del_follow_user", "transfer_fail", "msg_audit_approved",
)  # fmt: skip
_ADDRESS_BOOK = (
    "create_user", "update_user", "delete_user", "create_party", "update_party", "delete_party", "update_tag",
)  # fmt: skip
_LINKS = (
    "balance_low", "balance_exhausted", "balance_increased", "quota_expire_soon", "link_unavailable",
    "delete_link", "open_profile", "friend_request", "customer_start_chat", "message_from_customer",
)  # fmt: skip
_PLAIN = (
    "subscribe", "unsubscribe", "enter_agent", "click", "view", "LOCATION", "inactive_alert",
    "close_inactive_agent", "reopen_inactive_agent", "low_active_alert", "low_active", "active_restored",
)  # fmt: skip
_KF = ("kf_msg_or_event", "kf_account_auth_change")
KNOWN: frozenset[tuple[str, str]] = frozenset(
    [("change_external_contact", change) for change in _CONTACT]
    + [("change_external_chat", change) for change in ("create", "update", "dismiss")]
    + [("customer_acquisition", change) for change in _LINKS]
    + [("change_external_tag", change) for change in ("create", "update", "delete", "shuffle")]
    + [("change_contact", change) for change in _ADDRESS_BOOK]
    + [(event, "") for event in (*_PLAIN, *_KF)]
)

_KEY_FIELDS = (
    "ToUserName", "Event", "ChangeType", "UserID", "FromUserName", "ExternalUserID", "ChatId", "Id", "LinkId",
    "UpdateDetail", "CurMemVer", "JobId", "EventKey", "TaskId", "CreateTime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Callback(PushedMessage):
    """A decrypted message. `fields` are the direct children with text; `items` those of MemChangeList."""

    fields: dict[str, str]
    items: tuple[str, ...]

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def change_type(self) -> str:
        return self.get("ChangeType")

    @property
    def known(self) -> bool:
        return (self.event, self.change_type) in KNOWN

    @property
    def dedup_key(self) -> str:
        """Everything that tells an event from another of the same second: all of customer contact comes from "sys"."""
        parts = [self.get(name) for name in _KEY_FIELDS]
        if self.event in _KF:
            parts += [self.get("Token"), self.get("OpenKfId")]
        # Members of a group change without a version on some tenants: the list itself tells them apart.
        return self.key_of([*parts, *self.items])


def read_message(message: bytes) -> tuple[Callback, str]:
    """(callback, its text) of a decrypted message. Raises CallbackMalformed, also for what is not UTF-8."""
    text = text_of(message)
    return parse(text), text


def parse(text: str) -> Callback:
    root = safe_xml(text.encode())
    fields = flat_fields(root)
    items = tuple((item.text or "").strip() for item in root.findall("MemChangeList/Item"))
    callback = Callback(fields, items)
    if not callback.event or not callback.get("ToUserName"):
        raise CallbackMalformed(reason="fields")
    return callback
