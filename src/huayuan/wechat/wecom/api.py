"""The door of the WeCom connector: connections as an administrator sees them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Invalid, NotFound
from huayuan.kernel.http import is_web_address
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes.api import check_welcome
from huayuan.wechat.wecom import crypto, store
from huayuan.wechat.wecom.contracts import Health
from huayuan.wechat.wecom.errors import ConnectionNameTaken
from huayuan.wechat.wecom.models import ConnectionRow

__all__ = [
    "PRIVACY",
    "ConnectionView",
    "NewConnection",
    "change",
    "checked",
    "connect",
    "connections",
    "health",
    "start_sync",
    "view",
]


@dataclass(frozen=True, slots=True)
class NewConnection:
    """An empty callback token or key is made up."""

    name: str
    corp_id: str
    agent_id: int
    secret: str
    api_url: str
    callback_token: str = ""
    encoding_aes_key: str = ""
    welcome_text: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A connection without its secrets."""

    id: int
    key: str
    name: str
    corp_id: str
    agent_id: int
    api_url: str
    status: str
    status_detail: str | None
    checked_at: datetime | None
    welcome_text: str
    created_at: datetime


def connect(tx: Transaction, vault: Vault, new: NewConnection) -> tuple[ConnectionView, str, str]:
    """Add an app of a corp. Answers it with the callback token and EncodingAESKey to enter in the WeCom
    console.

    Raises ConnectionNameTaken, Invalid, and what `check_welcome` raises.
    """
    if store.has_app(tx.session, new.corp_id, new.agent_id):
        raise ConnectionNameTaken(corp_id=new.corp_id, agent_id=new.agent_id)
    check_welcome(new.welcome_text)
    token = new.callback_token or crypto.new_token()
    aes_key = new.encoding_aes_key or crypto.new_encoding_aes_key()
    _check_aes_key(aes_key)
    row = store.add_connection(
        tx.session, key=secrets.token_urlsafe(18), name=new.name, corp_id=new.corp_id, agent_id=new.agent_id,
        secret=vault.seal(new.secret), callback_token=vault.seal(token), callback_aes_key=vault.seal(aes_key),
        api_url=_address(new.api_url), status="new", welcome_text=new.welcome_text, created_at=tx.now,
    )  # fmt: skip
    return _view(row), token, aes_key


def change(
    tx: Transaction,
    vault: Vault,
    connection_id: int,
    *,
    name: str | None = None,
    secret: str | None = None,
    api_url: str | None = None,
    callback_token: str | None = None,
    encoding_aes_key: str | None = None,
    welcome_text: str | None = None,
) -> ConnectionView:
    """Change what is given. A new secret drops the token. The caller tells `Clients.forget` after the
    commit."""
    row = _row(tx, connection_id)
    row.name = name if name is not None else row.name
    row.api_url = _address(api_url) if api_url is not None else row.api_url
    if welcome_text is not None:
        check_welcome(welcome_text)
        row.welcome_text = welcome_text
    if callback_token is not None:
        row.callback_token = vault.seal(callback_token)
    if encoding_aes_key is not None:
        _check_aes_key(encoding_aes_key)
        row.callback_aes_key = vault.seal(encoding_aes_key)
    if secret is not None or api_url is not None:
        row.secret = vault.seal(secret) if secret is not None else row.secret
        row.access_token, row.token_expires_at, row.status, row.status_detail = None, None, "new", None
    tx.session.flush()
    return _view(row)


def _address(url: str) -> str:
    if not is_web_address(url):
        raise Invalid(field="api_url", reason="not a web address")
    return url.rstrip("/")


def connections(tx: Transaction) -> list[ConnectionView]:
    return [_view(row) for row in store.connection_rows(tx.session)]


def view(tx: Transaction, connection_id: int) -> ConnectionView:
    """Raises NotFound."""
    return _view(_row(tx, connection_id))


def health(tx: Transaction, connection_id: int) -> Health:
    return store.health(tx.session, connection_id, tx.now)


def checked(tx: Transaction, connection_id: int, status: str, detail: str | None) -> None:
    """What a check found: `ok`, or `refused` with the code."""
    store.save_status(tx.session, connection_id, status, detail, tx.now)


def start_sync(tx: Transaction, connection_id: int) -> None:
    """Read staff, tags and all customers; while one runs for this connection, another is not started."""
    row = _row(tx, connection_id)
    minute = tx.now.strftime("%Y%m%d%H%M")
    tx.enqueue("wecom.sync", {"connection_id": row.id}, dedup_key=f"wecom.sync:{row.id}:{minute}")


def _row(tx: Transaction, connection_id: int) -> ConnectionRow:
    row = store.connection_row(tx.session, connection_id)
    if row is None:
        raise NotFound(what="wecom connection")
    return row


def _check_aes_key(encoding_aes_key: str) -> None:
    try:
        crypto.decode_key(encoding_aes_key)
    except ValueError:
        reason = "EncodingAESKey 必须是 43 位字母和数字 / must be 43 letters and digits"
        raise Invalid(field="encoding_aes_key", reason=reason) from None


def _view(row: ConnectionRow) -> ConnectionView:
    return ConnectionView(
        row.id, row.key, row.name, row.corp_id, row.agent_id, row.api_url, row.status, row.status_detail,
        row.checked_at, row.welcome_text, row.created_at,
    )  # fmt: skip


PRIVACY = PrivacyHooks("wechat.wecom", tables=())


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    """What callbacks told stands in the person's friendships, tags and events."""
    return {}


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return 0


@PRIVACY.forget
def _forget(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """Callbacks as they came name the customer by their external userid."""
    known = [(account, value) for kind, value, account in identifiers if kind == "wecom_external_userid"]
    return sum(store.forget_customer(tx.session, account, value) for account, value in known)
