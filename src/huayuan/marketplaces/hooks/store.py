"""Rows of webhooks in, values out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import touched
from huayuan.marketplaces.hooks.contracts import HookMapping, PastDelivery, Webhook
from huayuan.marketplaces.models import WebhookDeliveryRow, WebhookRow
from huayuan.marketplaces.options import options_from

KEPT_DELIVERIES = 200  # of each webhook


def add(session: Session, values: dict[str, Any]) -> int:
    row = WebhookRow(**values)
    session.add(row)
    session.flush()
    return row.id


def change(session: Session, webhook_id: int, **values: Any) -> bool:
    changed = session.execute(
        update(WebhookRow)
        .where(WebhookRow.id == webhook_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(touched(changed))


def remove(session: Session, webhook_id: int) -> None:
    session.execute(delete(WebhookDeliveryRow).where(WebhookDeliveryRow.webhook_id == webhook_id))
    session.execute(delete(WebhookRow).where(WebhookRow.id == webhook_id))


def find(session: Session, webhook_id: int) -> tuple[Webhook, WebhookRow] | None:
    return _one(session, WebhookRow.id == webhook_id)


def find_by_key(session: Session, key: str) -> tuple[Webhook, WebhookRow] | None:
    return _one(session, WebhookRow.key == key)


def all_webhooks(session: Session) -> list[Webhook]:
    return [_value(row) for row in session.scalars(select(WebhookRow).order_by(WebhookRow.id))]


def last_deliveries(session: Session) -> dict[int, datetime]:
    """webhook → when it was last delivered to."""
    found = session.execute(
        select(WebhookDeliveryRow.webhook_id, func.max(WebhookDeliveryRow.at)).group_by(
            WebhookDeliveryRow.webhook_id
        )
    )
    return {row[0]: row[1] for row in found}


def add_delivery(session: Session, values: dict[str, Any]) -> int:
    """Keep what became of a request, and forget the oldest ones."""
    row = WebhookDeliveryRow(**values)
    session.add(row)
    session.flush()
    kept = (
        select(WebhookDeliveryRow.id)
        .where(WebhookDeliveryRow.webhook_id == row.webhook_id)
        .order_by(WebhookDeliveryRow.id.desc())
        .offset(KEPT_DELIVERIES)
        .limit(1)
    )
    oldest = session.scalar(kept)
    if oldest is not None:
        session.execute(
            delete(WebhookDeliveryRow).where(
                WebhookDeliveryRow.webhook_id == row.webhook_id, WebhookDeliveryRow.id <= oldest
            )
        )
    return row.id


def remove_deliveries(session: Session, before: datetime) -> None:
    session.execute(delete(WebhookDeliveryRow).where(WebhookDeliveryRow.at < before))


def deliveries(session: Session, webhook_id: int, limit: int, offset: int) -> tuple[list[PastDelivery], int]:
    mine = WebhookDeliveryRow.webhook_id == webhook_id
    rows = session.scalars(
        select(WebhookDeliveryRow)
        .where(mine)
        .order_by(WebhookDeliveryRow.id.desc())
        .limit(limit)
        .offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(WebhookDeliveryRow).where(mine)) or 0
    names = PastDelivery.__dataclass_fields__
    return [PastDelivery(**{name: getattr(row, name) for name in names}) for row in rows], total


def _one(session: Session, condition: Any) -> tuple[Webhook, WebhookRow] | None:
    row = session.scalars(
        select(WebhookRow).where(condition).execution_options(populate_existing=True)
    ).one_or_none()
    return None if row is None else (_value(row), row)


def _value(row: WebhookRow) -> Webhook:
    return Webhook(
        id=row.id,
        name=row.name,
        key=row.key,
        mapping=HookMapping(row.kind, row.items, row.fields),
        options=options_from(row.options),
        active=row.active,
        previous_until=row.previous_until,
        created_by=row.created_by,
        created_at=row.created_at,
        last_refused_at=row.last_refused_at,
        last_refusal=row.last_refusal,
    )
