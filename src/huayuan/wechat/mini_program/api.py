"""The door of the mini program connector, and what other connectors of api.weixin.qq.com build on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections.api import connection_ids
from huayuan.wechat.mini_program import store
from huayuan.wechat.mini_program.adapter import openid_of, place
from huayuan.wechat.mini_program.callbacks import Callback, parse
from huayuan.wechat.mini_program.client import Clients
from huayuan.wechat.mini_program.contracts import Day, Link, Template
from huayuan.wechat.mini_program.door import WeixinAppCallbacks
from huayuan.wechat.mini_program.errors import LinkNotFound
from huayuan.wechat.mini_program.limits import KIND

__all__ = [
    "PRIVACY", "Callback", "Clients", "WeixinAppCallbacks", "days", "image", "links",
    "openid_of", "parse", "place", "templates", "willing",
]  # fmt: skip


def links(tx: Transaction, connection_id: int, *, limit: int, offset: int) -> tuple[list[Link], int]:
    """Newest first, and the number of all."""
    return store.links(tx.session, connection_id, limit, offset)


def image(tx: Transaction, connection_id: int, link_id: int) -> bytes:
    """The picture of a code. Raises LinkNotFound."""
    found = store.image(tx.session, connection_id, link_id)
    if found is None:
        raise LinkNotFound(id=link_id)
    return found


def templates(tx: Transaction, connection_id: int) -> list[Template]:
    return store.templates(tx.session, connection_id)


def willing(tx: Transaction, connection_id: int, template_id: str) -> int:
    """How many visitors allow at least one message of a template, as far as the platform told us."""
    return store.willing(tx.session, connection_id, template_id)


def days(tx: Transaction, connection_id: int, first: date, last: date) -> list[Day]:
    """The platform's figures of the days that it has counted."""
    return store.days(tx.session, connection_id, first, last)


# What the platform told stands in the person's events.
PRIVACY = PrivacyHooks.without_rows("wechat.mini_program")


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """How many messages the visitor still allowed."""
    known = [(account, value) for kind, value, account in identifiers if kind == "mp_openid"]
    return sum(
        store.forget_visitor(tx.session, connection_ids(tx, KIND, account), value) for account, value in known
    )
