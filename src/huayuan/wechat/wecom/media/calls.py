"""Calls about media [90253, 90256]."""

from __future__ import annotations

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.media import wire

_MEDIA = "/cgi-bin/media/"


class MediaCalls(PlatformClient):
    def upload_media(self, kind: str, name: str, content: bytes) -> str:
        """A media id for three days, known to all apps of the corp. `kind`: image, voice, video, file."""
        return self._upload(_MEDIA + "upload", {"type": kind}, name, content, wire.Uploaded).media_id

    def upload_attachment(self, kind: str, name: str, content: bytes) -> str:
        """A media id for attachments of moments, which takes no other [95098]. `kind`: image, video, file."""
        query = {"media_type": kind, "attachment_type": "1"}
        return self._upload(_MEDIA + "upload_attachment", query, name, content, wire.Uploaded).media_id

    def upload_picture(self, name: str, content: bytes) -> str:
        """A permanent address that only shows inside WeCom; 1,000 a day and 3,000 a month for a corp."""
        return self._upload(_MEDIA + "uploadimg", {}, name, content, wire.Picture).url
