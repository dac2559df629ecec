"""What an attachment of ours must say: its kind and fields, with their sizes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.media import api
from huayuan.wechat.wecom.media.errors import AttachmentWrong

# kind → (field, needed, most bytes) [92135, 95094]
_FIELDS: dict[str, tuple[tuple[str, bool, int], ...]] = {
    "image": (),
    "video": (),
    "file": (),
    "link": (("title", True, 128), ("url", True, 2048), ("desc", False, 512), ("picurl", False, 2048)),
    "miniprogram": (("title", True, 64), ("appid", True, 64), ("page", True, 1024)),
}
# kind → kind of the asset; a link has none in a message, and a picture in a moment.
_ASSETS = {"image": "image", "video": "video", "file": "file", "miniprogram": "image"}
LINK_WITH_PICTURE = {"link": "image"}


def check_attachments(
    tx: Transaction,
    attachments: Sequence[Mapping[str, Any]],
    kinds: Collection[str],
    more_assets: Mapping[str, str] | None = None,
) -> None:
    """Raises AttachmentWrong. One in WeCom's own shape (`msgtype`) is taken as it is."""
    for place, one in enumerate(attachments, 1):
        if "msgtype" not in one:
            _check(tx, place, one, kinds, _ASSETS | dict(more_assets or {}))


def _check(
    tx: Transaction, place: int, one: Mapping[str, Any], kinds: Collection[str], assets: Mapping[str, str]
) -> None:
    kind = str(one.get("kind", ""))
    if kind not in kinds:
        raise AttachmentWrong(place=place, field="kind", limit=", ".join(sorted(kinds)))
    if kind in assets:
        _check_asset(tx, place, one.get("asset_id"), assets[kind])
    known = {"kind", "asset_id", *(name for name, _, _ in _FIELDS[kind])}
    if not one.keys() <= known:
        raise AttachmentWrong(place=place, field=", ".join(sorted(one.keys() - known)), limit=0)
    for name, needed, most in _FIELDS[kind]:
        value = one.get(name) or ""
        if not isinstance(value, str) or (needed and not value.strip()) or len(value.encode()) > most:
            raise AttachmentWrong(place=place, field=name, limit=most)
        if name in ("url", "picurl") and value and not value.startswith(("http://", "https://")):
            raise AttachmentWrong(place=place, field=name, limit="http(s)://")


def _check_asset(tx: Transaction, place: int, asset_id: Any, kind: str) -> None:
    wrong = AttachmentWrong(place=place, field="asset_id", limit=kind)
    if isinstance(asset_id, bool) or not isinstance(asset_id, int):
        raise wrong
    try:
        if api.asset(tx, asset_id).kind != kind:
            raise wrong
    except NotFound:
        raise wrong from None
