"""The pushes of a 公众号 and their XML, and how a passive reply is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from huayuan_sandbox.services.official_account.models import Callback

Fields = tuple[tuple[str, Any], ...]


def event(at: float, openid: str, name: str, *fields: tuple[str, Any], live: bool = True) -> Callback:
    return Callback(at, openid, (("MsgType", "event"), ("Event", name), *fields), live)


def message(
    at: float, openid: str, msg_type: str, number: int, *fields: tuple[str, Any], live: bool
) -> Callback:
    """Something a follower sent. `number` becomes the MsgId, by which receivers recognise repetitions."""
    return Callback(at, openid, (("MsgType", msg_type), *fields, ("MsgId", number)), live)


def items(rows: Sequence[Fields]) -> Fields:
    """The value of a repeated <item>."""
    return tuple(("item", row) for row in rows)


def to_xml(callback: Callback, original_id: str) -> bytes:
    """The message before encryption."""
    head = (
        ("ToUserName", original_id),
        ("FromUserName", callback.openid),
        ("CreateTime", int(callback.at)),
    )
    return render((*head, *callback.fields))


def render(fields: Fields) -> bytes:
    return f"<xml>{_inner(fields)}</xml>".encode()


def with_encrypted(plain: bytes, encrypted: str) -> bytes:
    """The body of compatible mode: the message as it is, and once more encrypted."""
    return plain.removesuffix(b"</xml>") + f"<Encrypt>{_cdata(encrypted)}</Encrypt></xml>".encode()


def parse_reply(body: bytes) -> dict[str, Any] | None:
    """{"ToUserName", "MsgType", …} with nested fields as dictionaries; None when it is no XML message."""
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return None
    return _values(root) if root.tag == "xml" else None


def _values(node: ElementTree.Element) -> dict[str, Any]:
    """Repeated names (the items of Articles) become a list."""
    found: dict[str, Any] = {}
    for child in node:
        value: Any = _values(child) if len(child) else (child.text or "")
        if child.tag in found:
            earlier = found[child.tag]
            found[child.tag] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            found[child.tag] = value
    return found


def _inner(fields: Fields) -> str:
    return "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return _inner(value)
    return str(value) if isinstance(value, int) else _cdata(value)


def _cdata(value: str) -> str:
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"
