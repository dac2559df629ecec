"""Callbacks as values: what was pushed, and the key by which a repeat is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from huayuan.wechat.connections.api import PushedMessage, text_of
from huayuan.wechat.connections.api import parse as safe_xml
from huayuan.wechat.connections.errors import CallbackMalformed

MESSAGES = frozenset({"text", "image", "voice", "video", "shortvideo", "location", "link"})
MENU_EVENTS = frozenset({
    "CLICK", "VIEW", "view_miniprogram", "scancode_push", "scancode_waitmsg", "pic_sysphoto",
    "pic_photo_or_album", "pic_weixin", "location_select",
})  # fmt: skip
NOTICE_EVENTS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}
# What we act on, or know and only keep.
KNOWN = frozenset(
    {"subscribe", "unsubscribe", "SCAN", "LOCATION", "TEMPLATESENDJOBFINISH", "MASSSENDJOBFINISH",
     "PUBLISHJOBFINISH", "kf_create_session", "kf_close_session", "kf_switch_session"}
) | MENU_EVENTS | MESSAGES | NOTICE_EVENTS.keys()  # fmt: skip
_KEY_FIELDS = (
    "FromUserName",
    "CreateTime",
    "Event",
    "EventKey",
    "MsgID",
    "MenuId",
    "PublishEventInfo/publish_id",
)


@dataclass(frozen=True, slots=True)
class Callback(PushedMessage):
    """A decrypted message. `fields` by path (`PublishEventInfo/publish_id`); of repeated elements the first.

    `rows` are the repeated elements of the lists in it: the templates of a 订阅通知 event, the addresses of
    published articles.
    """

    fields: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]

    def get(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def known(self) -> bool:
        return self.event in KNOWN

    @property
    def dedup_key(self) -> str:
        """Who, when and what: two jobs may end in one second, and a tap may follow a scan at once."""
        parts = [self.get(name) for name in _KEY_FIELDS]
        parts += [value for row in self.rows for _, value in sorted(row.items())]
        return self.key_of(parts)


def read_message(message: bytes) -> tuple[Callback, str]:
    """(callback, its text) of a message in the clear. Raises CallbackMalformed, also for what is not UTF-8."""
    text = text_of(message)
    return parse(text), text


def parse(text: str) -> Callback:
    """Raises CallbackMalformed when it is no message of a 公众号."""
    root = safe_xml(text.encode())
    fields: dict[str, str] = {}
    for child in root:
        _collect(child, child.tag, fields)
    rows = tuple(
        _flat(row)
        for path in ("*/List", "*/ResultList/item", "*/article_detail/item")
        for row in root.findall(path)
    )
    callback = Callback(fields, rows)
    if not callback.event or not callback.openid or not callback.get("ToUserName"):
        raise CallbackMalformed(reason="fields")
    return callback


def _collect(node: Element, path: str, fields: dict[str, str]) -> None:
    if len(node) == 0:
        fields.setdefault(path, (node.text or "").strip())
    for child in node:
        _collect(child, f"{path}/{child.tag}", fields)


def _flat(node: Element) -> dict[str, str]:
    return {child.tag: (child.text or "").strip() for child in node if len(child) == 0}
