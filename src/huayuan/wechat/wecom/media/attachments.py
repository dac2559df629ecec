"""Attachments of our messages, as WeCom takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huayuan.wechat.wecom.media.shelf import MediaShelf


def kind_of(attachment: Mapping[str, Any]) -> str:
    """Of ours (`kind`) as of one in WeCom's own shape (`msgtype`)."""
    return str(attachment.get("msgtype") or attachment.get("kind") or "")


class Attachments:
    """Those of one message: `wire` fetches media ids where they are needed, `lost` gives them up after a refusal."""

    def __init__(self, shelf: MediaShelf, connection_id: int, wanted: Sequence[Mapping[str, Any]]) -> None:
        self._shelf = shelf
        self._connection_id = connection_id
        self._wanted = wanted
        self._used: dict[int, str] = {}

    def wire(self) -> list[dict[str, Any]]:
        """Raises NotFound for an asset that is gone, and what the client raises."""
        return [self._one(wanted) for wanted in self._wanted]

    def lost(self) -> bool:
        """True when there was a media id that may have been the reason."""
        for asset_id, media_id in self._used.items():
            self._shelf.lost(self._connection_id, asset_id, media_id)
        return bool(self._used)

    def _one(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        if "msgtype" in wanted:
            return dict(wanted)
        kind = str(wanted["kind"])
        fields = {name: value for name, value in wanted.items() if name not in ("kind", "asset_id") and value}
        if "asset_id" in wanted:
            named = "pic_media_id" if kind == "miniprogram" else "media_id"
            fields[named] = self._media(int(wanted["asset_id"]))
        return {"msgtype": kind, kind: fields}

    def _media(self, asset_id: int) -> str:
        if asset_id not in self._used:
            self._used[asset_id] = self._upload(asset_id)
        return self._used[asset_id]

    def _upload(self, asset_id: int) -> str:
        return self._shelf.media_id(self._connection_id, asset_id, urgent=True)


class MomentAttachments(Attachments):
    """Those of a moment: each with a media id, the picture of a link too."""

    def _upload(self, asset_id: int) -> str:
        return self._shelf.moment_media_id(self._connection_id, asset_id)
