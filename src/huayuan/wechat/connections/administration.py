"""Connections as an administrator makes and changes them."""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Invalid, NotFound, Text
from huayuan.kernel.http import is_web_address
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.connections import crypto
from huayuan.wechat.connections.contracts import AES_KEY, CALLBACK_TOKEN, Connection, Field
from huayuan.wechat.connections.errors import ConnectionExists, ConnectionOff, ConnectionUsed, FieldMissing
from huayuan.wechat.connections.kinds import Kind, Kinds
from huayuan.wechat.connections.limits import RETIRED_SEAL
from huayuan.wechat.connections.models import ConnectionRow
from huayuan.wechat.connections.store import callbacks as callbacks_store
from huayuan.wechat.connections.store import connections as store

_MADE_UP = {CALLBACK_TOKEN: crypto.new_token, AES_KEY: crypto.new_encoding_aes_key}


@dataclass(frozen=True, slots=True)
class NewConnection:
    """Fields that the kind marks `generated` are made up when they are empty."""

    kind: str
    name: str
    account: str
    app: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    api_url: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A connection without its secrets; `secrets` names those that are set."""

    id: int
    key: str
    kind: str
    name: str
    account: str
    app: str
    settings: Mapping[str, Any]
    secrets: tuple[str, ...]
    retired_until: datetime | None
    api_url: str
    status: str
    status_detail: str | None
    checked_at: datetime | None
    switched_off_at: datetime | None
    created_at: datetime


def connect(
    tx: Transaction, vault: Vault, kinds: Kinds, new: NewConnection
) -> tuple[ConnectionView, dict[str, str]]:
    """Add a connection. Answers it with the secrets that were made up, to be entered at the platform.

    Raises UnknownKind, ConnectionExists, FieldMissing, Invalid.
    """
    kind = kinds.of(new.kind)
    app = new.app if kind.app else ""
    if store.has_app(tx.session, kind.name, new.account, app):
        raise ConnectionExists(account=new.account, app=app)
    made = {
        one.name: _MADE_UP[one.name]()
        for one in kind.secrets
        if one.generated and not new.secrets.get(one.name)
    }
    entered = {name: value for name, value in new.secrets.items() if value} | made
    _check(kind.secrets, entered)
    _check(kind.settings, new.settings)
    row = store.add_connection(
        tx.session, key=randomness.token_urlsafe(18), kind=kind.name, name=new.name, account=new.account, app=app,
        secrets=store.seal_secrets(vault, entered), settings=dict(new.settings),
        api_url=_address(new.api_url or kind.default_api_url), status="new", created_at=tx.now,
    )  # fmt: skip
    return _view(row, vault, tx.now), made


def change(
    tx: Transaction,
    vault: Vault,
    kinds: Kinds,
    connection_id: int,
    *,
    name: str | None = None,
    secrets: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    api_url: str | None = None,
) -> ConnectionView:
    """Change what is given. Callbacks sealed with a replaced token or key are accepted for a day more, so that the
    platform's side can be changed without losing any. The caller tells the switchboard after the commit."""
    row = _row(tx, connection_id)
    kind = kinds.of(row.kind)
    row.name = name if name is not None else row.name
    if settings is not None:
        row.settings = dict(row.settings) | dict(settings)
        _check(kind.settings, row.settings)
    if secrets:
        _replace_secrets(row, kind, vault, secrets, tx.now)
    if api_url is not None:
        row.api_url = _address(api_url)
        _begin_anew(row)
    tx.session.flush()
    return _view(row, vault, tx.now)


def remove(tx: Transaction, connection_id: int) -> None:
    """Take back a connection that never worked, such as one with a mistyped account. The caller tells the switchboard
    after the commit. Raises NotFound, ConnectionUsed."""
    row = _row(tx, connection_id)
    if row.status == "ok" or store.was_used(tx.session, connection_id):
        raise ConnectionUsed(name=row.name)
    store.remove(tx.session, connection_id)


def switch(tx: Transaction, vault: Vault, connection_id: int, on: bool) -> ConnectionView:
    """Off: nothing is called any more, and callbacks are answered and kept, but not processed. On: what was held is
    processed, in order. The caller tells the switchboard after the commit. Raises NotFound."""
    row = _row(tx, connection_id)
    if on and row.switched_off_at is not None:
        row.switched_off_at = None
        tx.session.flush()
        callbacks_store.release(tx.session, connection_id, tx.now)
    elif not on and row.switched_off_at is None:
        row.switched_off_at = tx.now
        tx.session.flush()
        callbacks_store.hold(tx.session, connection_id, tx.now)
    return _view(row, vault, tx.now)


def must_be_on(tx: Transaction, connection_id: int) -> None:
    """Raises NotFound, ConnectionOff."""
    row = _row(tx, connection_id)
    if row.switched_off_at is not None:
        raise ConnectionOff(row.name)


def with_changes(
    tx: Transaction, vault: Vault, connection_id: int, secrets: Mapping[str, str], api_url: str | None
) -> Connection:
    """The connection as it would be, to be tried before it is kept. Raises NotFound."""
    row = _row(tx, connection_id)
    now = store.opened(row, vault, tx.now)
    return Connection(
        now.id, now.key, now.kind, now.name, now.account, now.app, dict(now.secrets) | dict(secrets), now.settings,
        now.seals, _address(api_url) if api_url else now.api_url, now.status,
    )  # fmt: skip


def connections(tx: Transaction, vault: Vault) -> list[ConnectionView]:
    return [_view(row, vault, tx.now) for row in store.connection_rows(tx.session)]


def view(tx: Transaction, vault: Vault, connection_id: int) -> ConnectionView:
    """Raises NotFound."""
    return _view(_row(tx, connection_id), vault, tx.now)


def checked(tx: Transaction, connection_id: int, status: str, detail: str | None) -> None:
    """What a check found: `ok`, `refused` with the code, `unreachable` with the reason."""
    store.save_status(tx.session, connection_id, status, detail, tx.now)


def _replace_secrets(
    row: ConnectionRow, kind: Kind, vault: Vault, secrets: Mapping[str, str], now: datetime
) -> None:
    before = store.open_secrets(vault, row.secrets)
    after = before | {name: value for name, value in secrets.items() if value}
    _check(kind.secrets, after)
    if any(before.get(name) != after.get(name) for name in (CALLBACK_TOKEN, AES_KEY)):
        row.retired_secrets, row.retired_until = row.secrets, now + RETIRED_SEAL
    if any(before.get(name) != after.get(name) for name in after if name not in (CALLBACK_TOKEN, AES_KEY)):
        _begin_anew(row)
    row.secrets = store.seal_secrets(vault, after)


def _begin_anew(row: ConnectionRow) -> None:
    row.access_token, row.token_expires_at, row.status, row.status_detail = None, None, "new", None


def _check(fields: tuple[Field, ...], values: Mapping[str, Any]) -> None:
    known = {one.name: one for one in fields}
    wrong = [name for name in values if name not in known]
    wrong += [one.name for one in fields if one.required and values.get(one.name) in (None, "")]
    wrong += [
        name
        for name, value in values.items()
        if name in known and isinstance(value, str) and value and not re.fullmatch(known[name].pattern, value)
    ]
    if wrong:
        raise FieldMissing(fields=", ".join(sorted(set(wrong))))
    if values.get(AES_KEY):
        _check_aes_key(values[AES_KEY])


def _check_aes_key(encoding_aes_key: str) -> None:
    try:
        crypto.decode_key(encoding_aes_key)
    except ValueError:
        reason = Text("EncodingAESKey 必须是 43 位字母和数字", "EncodingAESKey must be 43 letters and digits")
        raise Invalid(field=AES_KEY, reason=reason) from None


def _address(url: str) -> str:
    if not is_web_address(url):
        raise Invalid(field="api_url", reason="not a web address")
    return url.rstrip("/")


def _row(tx: Transaction, connection_id: int) -> ConnectionRow:
    row = store.connection_row(tx.session, connection_id)
    if row is None:
        raise NotFound(what="connection")
    return row


def _view(row: ConnectionRow, vault: Vault, now: datetime) -> ConnectionView:
    retiring = row.retired_until if row.retired_until and row.retired_until > now else None
    return ConnectionView(
        row.id, row.key, row.kind, row.name, row.account, row.app, row.settings,
        tuple(sorted(store.open_secrets(vault, row.secrets))), retiring, row.api_url, row.status, row.status_detail,
        row.checked_at, row.switched_off_at, row.created_at,
    )  # fmt: skip
