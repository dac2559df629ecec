"""Rows of the tag sync in, values out."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.wechat.tag_sync.contracts import AccountState
from huayuan.wechat.tag_sync.models import TagAccountRow

A = TagAccountRow


def states(session: Session) -> dict[str, AccountState]:
    return {
        row.account: AccountState(
            row.account, row.kind, row.connection_id, row.last_at, row.error or None, row.tags, row.most_tags
        )
        for row in session.scalars(select(A))
    }


def keep(session: Session, state: AccountState) -> None:
    row = {
        "account": state.account, "kind": state.kind, "connection_id": state.connection_id,
        "last_at": state.last_at, "error": state.error or {}, "tags": state.tags, "most_tags": state.most_tags,
    }  # fmt: skip
    upsert(session, TagAccountRow, [row], on=["account"], update=[name for name in row if name != "account"])
