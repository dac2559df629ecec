"""The table of compliance: which identifiers were erased, as keyed hashes that lead back to nobody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, UtcDateTime


class SuppressionRow(Base):
    __tablename__ = "compliance_suppression"
    hash: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)
