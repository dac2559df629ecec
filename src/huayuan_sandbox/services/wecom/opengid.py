"""opengid: how a mini program that was shared into a group names it."""

from __future__ import annotations

import base64
import hashlib

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups


def opengid_of(chat_id: str) -> str:
    digest = hashlib.blake2b(f"opengid|{chat_id}".encode(), digest_size=20).digest()
    return "G" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def chat_id_of(corp: Corp, opengid: str) -> str:
    """Raises 90511 for what is no opengid and 90509 for a group that is not a customer group of this corp."""
    if not opengid.startswith("G") or len(opengid) != 28:
        raise WeComError(90511)
    for room in corp.part(Groups).living():
        if opengid_of(room.chat_id) == opengid:
            return room.chat_id
    raise WeComError(90509)
