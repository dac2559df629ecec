"""Assets, and what the corps know of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, undefer

from huayuan.wechat.wecom.media.models import AssetRow, UploadRow


@dataclass(frozen=True, slots=True)
class Asset:
    id: int
    kind: str
    name: str
    content_type: str
    size: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Upload:
    asset_id: int
    connection_id: int
    media_id: str
    url: str
    expires_at: datetime
    used_at: datetime


def add(
    session: Session, kind: str, name: str, content_type: str, digest: str, content: bytes, now: datetime
) -> Asset:
    """The one with the same bytes when there is one."""
    same = select(AssetRow).where(AssetRow.digest == digest, AssetRow.kind == kind)
    row = session.scalar(same)
    if row is None:
        row = AssetRow(
            kind=kind, name=name[:120], content_type=content_type[:80], size=len(content), digest=digest,
            content=content, created_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()
    return _asset(row)


def asset(session: Session, asset_id: int) -> Asset | None:
    row = session.get(AssetRow, asset_id)
    return _asset(row) if row else None


def assets(session: Session, kind: str | None, limit: int, offset: int) -> tuple[list[Asset], int]:
    query = select(AssetRow)
    if kind:
        query = query.where(AssetRow.kind == kind)
    total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    rows = session.scalars(query.order_by(AssetRow.id.desc()).limit(limit).offset(offset))
    return [_asset(row) for row in rows], total


def content(session: Session, asset_id: int) -> bytes | None:
    query = select(AssetRow).where(AssetRow.id == asset_id).options(undefer(AssetRow.content))
    row = session.scalar(query)
    return row.content if row else None


def uploads(session: Session, asset_ids: Collection[int]) -> dict[int, datetime]:
    """asset → when the last of its media ids ends; assets no corp has are absent."""
    query = select(UploadRow.asset_id, func.max(UploadRow.expires_at))
    mine = query.where(UploadRow.asset_id.in_(asset_ids), UploadRow.media_id != "")
    return dict(session.execute(mine.group_by(UploadRow.asset_id)).tuples().all())


def upload(session: Session, asset_id: int, account: str) -> Upload | None:
    row = session.get(UploadRow, (asset_id, account))
    return _upload(row) if row else None


def uploaded(
    session: Session, asset_id: int, account: str, connection_id: int, now: datetime, expires_at: datetime,
    *, media_id: str = "", url: str = "",
) -> None:  # fmt: skip
    row = session.get(UploadRow, (asset_id, account), with_for_update=True)
    if row is None:
        row = UploadRow(asset_id=asset_id, account=account, media_id="", url="", expires_at=now, used_at=now)
        session.add(row)
    row.connection_id = connection_id
    if media_id:
        row.media_id, row.expires_at = media_id, expires_at
    row.url = url or row.url
    session.flush()


def used(session: Session, asset_id: int, account: str, now: datetime) -> None:
    mine = update(UploadRow).where(UploadRow.asset_id == asset_id, UploadRow.account == account)
    session.execute(mine.values(used_at=now))


def expire(session: Session, asset_id: int, account: str, media_id: str, now: datetime) -> None:
    """The platform does not know it any more, whatever it said."""
    mine = update(UploadRow).where(
        UploadRow.asset_id == asset_id, UploadRow.account == account, UploadRow.media_id == media_id
    )
    session.execute(mine.values(expires_at=now))


def ending(session: Session, before: datetime, used_since: datetime) -> list[Upload]:
    """Media ids that end before `before` and were used since."""
    query = select(UploadRow).where(
        UploadRow.expires_at < before, UploadRow.used_at >= used_since, UploadRow.media_id != ""
    )
    return [_upload(row) for row in session.scalars(query.order_by(UploadRow.expires_at))]


def _asset(row: AssetRow) -> Asset:
    return Asset(row.id, row.kind, row.name, row.content_type, row.size, row.created_at)


def _upload(row: UploadRow) -> Upload:
    return Upload(row.asset_id, row.connection_id, row.media_id, row.url, row.expires_at, row.used_at)
