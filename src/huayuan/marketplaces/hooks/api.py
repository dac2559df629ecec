"""Webhooks made, changed, rotated and looked at. Verbs never commit."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction
from huayuan.marketplaces.hooks import store
from huayuan.marketplaces.hooks.contracts import HookMapping, PastDelivery, Webhook
from huayuan.marketplaces.hooks.errors import SecretsInUse, WebhookNotFound
from huayuan.marketplaces.hooks.reading import plan_of
from huayuan.marketplaces.options import options_from

SECRET_PREFIX = "hys_"
DEFAULT_OVERLAP = timedelta(days=7)


def create(
    tx: Transaction, vault: Vault, name: str, mapping: HookMapping, options: Mapping[str, Any], by: str
) -> tuple[Webhook, str]:
    """A new address and its secret, which is told this once. Raises BadMapping, BadPath, BadOption, UnknownKind."""
    plan_of(mapping)
    secret = _new_secret()
    made = store.add(
        tx.session,
        {
            "name": name.strip()[:80], "key": secrets.token_urlsafe(18), "kind": mapping.kind, "items": mapping.items.strip(),
            "fields": mapping.fields, "options": _options(options), "active": True, "secret": vault.seal(secret),
            "previous": None, "previous_until": None, "created_by": by, "created_at": tx.now,
            "last_refused_at": None, "last_refusal": None,
        },
    )  # fmt: skip
    return get(tx, made), secret


def change(
    tx: Transaction,
    webhook_id: int,
    *,
    name: str | None = None,
    mapping: HookMapping | None = None,
    options: Mapping[str, Any] | None = None,
    active: bool | None = None,
) -> Webhook:
    """Change what is given. Raises WebhookNotFound and what `create` raises."""
    known = get(tx, webhook_id)
    values: dict[str, Any] = {} if active is None else {"active": active}
    if name is not None:
        values["name"] = name.strip()[:80]
    if mapping is not None:
        mapping = replace(mapping, kind=known.mapping.kind)  # another kind is another webhook
        plan_of(mapping)
        values |= {"items": mapping.items.strip(), "fields": mapping.fields}
    if options is not None:
        values["options"] = _options(known.options.as_dict() | dict(options))
    if values:
        store.change(tx.session, webhook_id, **values)
    return get(tx, webhook_id)


def rotate(tx: Transaction, vault: Vault, webhook_id: int, overlap: timedelta = DEFAULT_OVERLAP) -> str:
    """A new secret; the one before stays valid for `overlap`. Raises SecretsInUse while an older one is valid."""
    known, row = _found(tx, webhook_id)
    if known.previous_until is not None and known.previous_until > tx.now:
        raise SecretsInUse()
    secret = _new_secret()
    store.change(
        tx.session,
        webhook_id,
        secret=vault.seal(secret),
        previous=row.secret,
        previous_until=tx.now + overlap,
    )
    return secret


def end_previous(tx: Transaction, webhook_id: int) -> Webhook:
    """The secret before the current one stops being valid now."""
    get(tx, webhook_id)
    store.change(tx.session, webhook_id, previous=None, previous_until=None)
    return get(tx, webhook_id)


def valid_secrets(tx: Transaction, vault: Vault, key: str) -> tuple[Webhook, list[str]]:
    """The webhook of an address and the secrets that count now, the newest first. Raises WebhookNotFound."""
    found = store.find_by_key(tx.session, key)
    if found is None:
        raise WebhookNotFound()
    webhook, row = found
    sealed = [row.secret]
    if row.previous is not None and row.previous_until is not None and row.previous_until > tx.now:
        sealed.append(row.previous)
    return webhook, [vault.open(one) for one in sealed]


def remove(tx: Transaction, webhook_id: int) -> Webhook:
    """The address stops working for good; what came through it stays."""
    known = get(tx, webhook_id)
    store.remove(tx.session, webhook_id)
    return known


def get(tx: Transaction, webhook_id: int) -> Webhook:
    """Raises WebhookNotFound."""
    return _found(tx, webhook_id)[0]


def deliveries(
    tx: Transaction, webhook_id: int, *, limit: int, offset: int
) -> tuple[list[PastDelivery], int]:
    """The last ones, newest first. Raises WebhookNotFound."""
    get(tx, webhook_id)
    return store.deliveries(tx.session, webhook_id, limit, offset)


def _found(tx: Transaction, webhook_id: int) -> tuple[Webhook, Any]:
    found = store.find(tx.session, webhook_id)
    if found is None:
        raise WebhookNotFound()
    return found


def _options(values: Mapping[str, Any]) -> dict[str, Any]:
    return options_from(dict(values) | {"via": "webhook"}).as_dict()


def _new_secret() -> str:
    return SECRET_PREFIX + secrets.token_urlsafe(32)
