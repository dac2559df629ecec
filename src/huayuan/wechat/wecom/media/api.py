"""The door of media."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.media import store
from huayuan.wechat.wecom.media.errors import AssetUnfit
from huayuan.wechat.wecom.media.limits import MAX_BYTES, MIN_BYTES, TYPES
from huayuan.wechat.wecom.media.store import Asset

__all__ = ["Asset", "add", "asset", "assets", "content", "ends"]

_BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"#!AMR": "audio/amr"}


def add(tx: Transaction, kind: str, name: str, content: bytes) -> Asset:
    """Keep a picture or file; the same bytes twice are one. Raises AssetUnfit."""
    found = _type_of(content)
    fits = MIN_BYTES <= len(content) <= MAX_BYTES[kind]
    if not fits or (TYPES[kind] and found not in TYPES[kind]):
        raise AssetUnfit(
            name=name[:120], kind=kind, given=len(content), least=MIN_BYTES, most=MAX_BYTES[kind], type=found
        )
    digest = hashlib.sha256(content).hexdigest()
    return store.add(tx.session, kind, name, found, digest, content, tx.now)


def asset(tx: Transaction, asset_id: int) -> Asset:
    """Raises NotFound."""
    found = store.asset(tx.session, asset_id)
    if found is None:
        raise NotFound(what="asset")
    return found


def assets(tx: Transaction, *, kind: str | None, limit: int, offset: int) -> tuple[list[Asset], int]:
    """The newest first, and how many in all."""
    return store.assets(tx.session, kind, limit, offset)


def ends(tx: Transaction, asset_ids: Collection[int]) -> dict[int, datetime]:
    """asset → until when WeCom knows it; absent where it does not have it. It is uploaded again when a message needs it."""
    return store.uploads(tx.session, asset_ids) if asset_ids else {}


def content(tx: Transaction, asset_id: int) -> bytes:
    """Raises NotFound."""
    found = store.content(tx.session, asset_id)
    if found is None:
        raise NotFound(what="asset")
    return found


def _type_of(content: bytes) -> str:
    """By the bytes, whatever the sender calls it."""
    for beginning, name in _BEGINNINGS.items():
        if content.startswith(beginning):
            return name
    return "video/mp4" if content[4:8] == b"ftyp" else "application/octet-stream"
