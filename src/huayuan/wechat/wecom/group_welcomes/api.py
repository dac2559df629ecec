"""The door of group welcomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes import api as live_codes
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.group_welcomes import store
from huayuan.wechat.wecom.group_welcomes.contracts import GroupWelcome, WelcomeStatus
from huayuan.wechat.wecom.group_welcomes.errors import (
    GroupWelcomeEmpty,
    GroupWelcomeGone,
    GroupWelcomeTooLong,
)
from huayuan.wechat.wecom.group_welcomes.limits import TEXT_BYTES

__all__ = ["change", "create", "welcome", "welcomes"]


def create(
    tx: Transaction,
    connection: Connection,
    *,
    name: str,
    text: str,
    attachment: Mapping[str, Any] | None,
    notify: bool,
) -> GroupWelcome:
    """A draft; `GroupWelcomeDesk.issue` has the platform make it.

    Raises GroupWelcomeEmpty, GroupWelcomeTooLong, AttachmentUnfit.
    """
    _check(text, attachment)
    return store.add(
        tx.session, connection_id=connection.id, account=connection.account, name=name, text=text,
        attachment=dict(attachment) if attachment else None, notify=notify,
        status=WelcomeStatus.DRAFT.value, created_at=tx.now, changed_at=tx.now,
    )  # fmt: skip


def change(tx: Transaction, number: int, **values: Any) -> GroupWelcome:
    """What is not named stays; an `attachment` of None is taken away. Raises NotFound, GroupWelcomeGone and what `create` raises."""
    known = welcome(tx, number)
    if known.status is WelcomeStatus.DELETED:
        raise GroupWelcomeGone(name=known.name)
    _check(values.get("text", known.text), values.get("attachment", known.attachment))
    return store.change(tx.session, number, **values, changed_at=tx.now)


def welcome(tx: Transaction, number: int) -> GroupWelcome:
    """Raises NotFound."""
    found = store.get(tx.session, number)
    if found is None:
        raise NotFound(what="group welcome")
    return found


def welcomes(tx: Transaction, *, limit: int, offset: int) -> tuple[list[GroupWelcome], int]:
    """Those that were not deleted, the latest first."""
    return store.page(tx.session, limit, offset)


def _check(text: str, attachment: Mapping[str, Any] | None) -> None:
    if not (text.strip() or attachment):
        raise GroupWelcomeEmpty()
    if len(text.encode()) > TEXT_BYTES:
        raise GroupWelcomeTooLong(given=len(text.encode()), limit=TEXT_BYTES)
    live_codes.check_attachments([attachment] if attachment else [])
