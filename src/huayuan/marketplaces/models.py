"""Tables of marketplaces."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from huayuan.kernel.db import Base, BigId, Json, UtcDateTime


class ImportRow(Base):
    """One file being imported. A restart goes on after `last_row`, the end of the last committed chunk."""

    __tablename__ = "import_file"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    path: Mapped[str | None] = mapped_column(Text)  # None once the file was removed
    status: Mapped[str] = mapped_column(String(12))
    encoding: Mapped[str] = mapped_column(String(20))  # as it came: of a workbook its suffix
    read_as: Mapped[str] = mapped_column(String(20))
    delimiter: Mapped[str] = mapped_column(String(1))
    header_row: Mapped[int] = mapped_column(Integer)
    columns: Mapped[list[str]] = mapped_column(Json)
    preview: Mapped[list[list[str]]] = mapped_column(Json)
    suggested_mapping: Mapped[dict[str, str]] = mapped_column(Json)
    mapping: Mapped[dict[str, str]] = mapped_column(Json)
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    rows_total: Mapped[int] = mapped_column(BigInteger)
    rows_done: Mapped[int] = mapped_column(BigInteger)  # counted
    last_row: Mapped[int] = mapped_column(BigInteger)  # numbered as in the file
    accepted: Mapped[int] = mapped_column(BigInteger)
    duplicates: Mapped[int] = mapped_column(BigInteger)
    rejected: Mapped[int] = mapped_column(BigInteger)
    runs: Mapped[int] = mapped_column(Integer)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_import_file_finished", "finished_at"),)


class ImportErrorRow(Base):
    """What is wrong with one row. `value` is an excerpt, personal numbers shortened to their ends."""

    __tablename__ = "import_error"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import_file.id", ondelete="CASCADE"))
    row: Mapped[int] = mapped_column(BigInteger)
    column: Mapped[str] = mapped_column(String(200))
    value: Mapped[str] = mapped_column(String(120))
    code: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (Index("ix_import_error_import", "import_id", "row"),)


class WebhookRow(Base):
    """An address to which another system pushes. Secrets are sealed; the previous one is valid until `previous_until`."""

    __tablename__ = "webhook"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    items: Mapped[str] = mapped_column(String(200))
    fields: Mapped[dict[str, str]] = mapped_column(Json)
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(Boolean)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes | None] = mapped_column(LargeBinary)
    previous_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_refusal: Mapped[dict[str, Any] | None] = mapped_column(Json)


class WebhookDeliveryRow(Base):
    """What became of one signed request. `problems` are the first few, personal numbers shortened to their ends."""

    __tablename__ = "webhook_delivery"
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    size: Mapped[int] = mapped_column(Integer)  # bytes
    items: Mapped[int] = mapped_column(Integer)
    accepted: Mapped[int] = mapped_column(Integer)
    duplicates: Mapped[int] = mapped_column(Integer)
    rejected: Mapped[int] = mapped_column(Integer)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    error: Mapped[dict[str, Any] | None] = mapped_column(Json)  # why all of it was refused

    __table_args__ = (Index("ix_webhook_delivery_webhook", "webhook_id", "id"),)
