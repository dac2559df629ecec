"""Tables of pages inside WeCom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, UtcDateTime


class MemberLoginRow(Base):
    """Which user of the console a member is. `made`: the user was made for this member, and ends with them."""

    __tablename__ = "wecom_member_login"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    userid: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    made: Mapped[bool] = mapped_column(Boolean)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_login_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TicketRow(Base):
    """A ticket that pages are signed with, sealed; `kind` corp or app."""

    __tablename__ = "wecom_ticket"
    connection_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
