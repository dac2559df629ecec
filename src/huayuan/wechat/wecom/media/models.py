"""Tables of media."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, UtcDateTime


class AssetRow(Base):
    """A picture or file of ours. The same bytes are kept once for each kind."""

    __tablename__ = "wecom_asset"
    __table_args__ = (Index("ix_wecom_asset_digest", "digest", "kind", unique=True),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    content_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UploadRow(Base):
    """What WeCom knows of an asset: `media_id` until `expires_at`, `url` for ever. By corp, as its apps share them."""

    __tablename__ = "wecom_upload"
    asset_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    connection_id: Mapped[int] = mapped_column(BigInteger)
    media_id: Mapped[str] = mapped_column(String(256), default="")
    url: Mapped[str] = mapped_column(Text, default="")
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
