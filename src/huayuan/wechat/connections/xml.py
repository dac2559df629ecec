"""Messages as the platforms push them: safe XML, flat fields."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from huayuan.wechat.connections.errors import CallbackMalformed


def parse(body: bytes) -> Element:
    """No DTD, so no entities, neither bombs nor external ones; nothing is ever fetched. Raises CallbackMalformed."""
    try:
        root: Element = fromstring(body, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise CallbackMalformed(reason="xml") from None
    return root


def encrypted_part(body: bytes) -> str:
    """The Encrypt element of a pushed body. Raises CallbackMalformed."""
    found = parse(body).findtext("Encrypt")
    if not found or not found.strip():
        raise CallbackMalformed(reason="encrypt")
    return found.strip()


def text_of(message: bytes) -> str:
    """Raises CallbackMalformed for what is not UTF-8."""
    try:
        return message.decode("utf-8")
    except UnicodeDecodeError:
        raise CallbackMalformed(reason="encoding") from None


def flat_fields(root: Element) -> dict[str, str]:
    """The direct children that hold text."""
    return {child.tag: (child.text or "").strip() for child in root if len(child) == 0}


def unix_time(text: str, field: str = "CreateTime") -> datetime:
    """Raises CallbackMalformed when `text` is no Unix time."""
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise CallbackMalformed(reason=field) from None
