"""Rows of the pay connector in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import insert_new, touched, upsert
from huayuan.wechat.pay.contracts import Coupon, Order, Payee, Refund, Stock, Transfer, Wanted
from huayuan.wechat.pay.models import (
    PayCertificateRow,
    PayCouponRow,
    PayOrderRow,
    PayRefundRow,
    PayStockRow,
    PayTransferRow,
)

_QUIET = {"synchronize_session": False}
_KEY = ["connection_id", "number"]
_NUMBERS = ("number", "order_number", "stock_id", "transaction_id")
Row = TypeVar("Row", PayOrderRow, PayRefundRow, PayTransferRow, PayStockRow, PayCouponRow)
_WITH_OPENID = (PayOrderRow, PayTransferRow, PayCouponRow)


def add(session: Session, table: type[Row], connection_id: int, number: str, **values: Any) -> None:
    """Left as it is when the number is known already."""
    insert_new(session, table, [{"connection_id": connection_id, "number": number, **values}], on=_KEY)


def change(session: Session, table: type[Row], connection_id: int, number: str, **values: Any) -> None:
    mine = (table.connection_id == connection_id) & (table.number == number)
    session.execute(update(table).where(mine).values(**values), execution_options=_QUIET)


def locked(session: Session, table: type[Row], connection_id: int, number: str) -> Row | None:
    """The row as it is now, held until the commit (PostgreSQL; SQLite has one writer)."""
    query = (
        select(table).where(table.connection_id == connection_id, table.number == number).with_for_update()
    )
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def page(
    session: Session, table: type[Row], connection_id: int, wanted: Wanted, limit: int, offset: int
) -> tuple[Sequence[Row], int]:
    """Newest first, and the number of all."""
    mine = [table.connection_id == connection_id, *_conditions(table, wanted)]
    query = (
        select(table).where(*mine).order_by(table.created_at.desc(), table.number).limit(limit).offset(offset)
    )
    total = session.scalar(select(func.count()).select_from(table).where(*mine))
    return session.scalars(query).all(), int(total or 0)


def _conditions(table: type[Row], wanted: Wanted) -> list[Any]:
    """A number may be ours, or that of the order or batch that it belongs to."""
    state: Any = getattr(table, "state" if hasattr(table, "state") else "status")
    numbers = [getattr(table, name) for name in _NUMBERS if hasattr(table, name)]
    found = [state.in_(wanted.states)] if wanted.states else []
    if wanted.number:
        found.append(or_(*(one.startswith(wanted.number, autoescape=True) for one in numbers)))
    return found


def coupons_by_stock(
    session: Session, connection_id: int, stock_ids: Sequence[str]
) -> dict[tuple[str, str], int]:
    """(batch of the platform, state) → coupons."""
    mine = (PayCouponRow.connection_id == connection_id) & PayCouponRow.stock_id.in_(stock_ids)
    query = select(PayCouponRow.stock_id, PayCouponRow.state, func.count()).where(mine)
    found = session.execute(query.group_by(PayCouponRow.stock_id, PayCouponRow.state))
    return {(stock, state): count for stock, state, count in found}


def open_ones(
    session: Session,
    table: type[PayOrderRow] | type[PayRefundRow] | type[PayTransferRow],
    now: datetime,
    limit: int,
) -> list[tuple[int, str]]:
    """(connection, number) of what should be asked about, the longest waiting first."""
    query = (
        select(table.connection_id, table.number)
        .where(table.ask_at <= now)
        .order_by(table.ask_at)
        .limit(limit)
    )
    return [(row.connection_id, row.number) for row in session.execute(query)]


def refunds_of(session: Session, connection_id: int, order_number: str) -> int:
    """How many refunds of an order were asked for and not refused."""
    query = (
        select(func.count())
        .select_from(PayRefundRow)
        .where(
            PayRefundRow.connection_id == connection_id,
            PayRefundRow.order_number == order_number,
            PayRefundRow.status != "refused",
        )
    )
    return int(session.scalar(query) or 0)


def coupon_by_id(session: Session, connection_id: int, coupon_id: str) -> PayCouponRow | None:
    query = select(PayCouponRow).where(
        PayCouponRow.connection_id == connection_id, PayCouponRow.coupon_id == coupon_id
    )
    return session.scalars(query).one_or_none()


def forget_openid(session: Session, appid: str, openid: str) -> int:
    """Entries stay for the books; whose they were does not."""
    gone = 0
    for table in _WITH_OPENID:
        mine = (table.appid == appid) & (table.openid == openid)
        done = session.execute(update(table).where(mine).values(openid=""), execution_options=_QUIET)
        gone += touched(done)
    return gone


# ---- certificates


def write_certificates(
    session: Session, connection_id: int, certificates: Mapping[str, str], now: datetime
) -> None:
    rows = [
        {"connection_id": connection_id, "serial": serial, "pem": pem, "learnt_at": now}
        for serial, pem in certificates.items()
    ]
    upsert(session, PayCertificateRow, rows, on=["connection_id", "serial"], update=["pem"])


def certificates(session: Session) -> dict[tuple[int, str], str]:
    query = select(PayCertificateRow).order_by(PayCertificateRow.learnt_at)
    return {(row.connection_id, row.serial): row.pem for row in session.scalars(query)}


# ---- values


def order(row: PayOrderRow) -> Order:
    return Order(
        row.number, Payee(row.appid, row.openid), row.amount, row.description, row.state, row.prepay_id,
        row.transaction_id, row.payer_total, row.refunded, row.created_at, row.expires_at, row.paid_at,
    )  # fmt: skip


def refund(row: PayRefundRow) -> Refund:
    return Refund(
        row.number, row.order_number, row.amount, row.reason, row.status, row.created_at, row.done_at
    )


def transfer(row: PayTransferRow) -> Transfer:
    return Transfer(
        row.number, Payee(row.appid, row.openid), row.amount, row.remark, row.state, row.package_info,
        row.fail_reason, row.created_at, row.updated_at,
    )  # fmt: skip


def stock(row: PayStockRow) -> Stock:
    return Stock(
        row.number, row.stock_id, row.name, row.amount, row.minimum, row.count, row.per_user, row.begins_at,
        row.ends_at, row.status,
    )  # fmt: skip


def coupon(row: PayCouponRow) -> Coupon:
    return Coupon(
        row.number,
        row.stock_id,
        row.coupon_id,
        Payee(row.appid, row.openid),
        row.state,
        row.created_at,
        row.used_at,
    )
