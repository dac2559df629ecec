"""The table of the archive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, UtcDateTime


class ArchiveRow(Base):
    """How far the archive of a connection was handed over."""

    __tablename__ = "wecom_archive"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
