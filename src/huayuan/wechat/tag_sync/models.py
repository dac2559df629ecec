"""Tables of the tag sync. Links and what is still to be told are in profiles, whose transactions write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, Json, UtcDateTime


class TagAccountRow(Base):
    """How far the tags of an account are compared: when last, what stopped it, how many it has and may have."""

    __tablename__ = "tag_account"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    connection_id: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    tags: Mapped[int] = mapped_column(Integer, default=0)
    most_tags: Mapped[int] = mapped_column(Integer, default=0)
