"""A signed request from the door to storage: verified, read, delivered, noted. Repeats are harmless."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.marketplaces.contracts import Options, Problem
from huayuan.marketplaces.errors import ROW_PROBLEMS
from huayuan.marketplaces.hooks import api, store
from huayuan.marketplaces.hooks.contracts import Delivery, HookMapping, ReadItem, Signed, Webhook
from huayuan.marketplaces.hooks.errors import BadSignature, StaleDelivery, WebhookInactive
from huayuan.marketplaces.hooks.payload import items_of
from huayuan.marketplaces.hooks.reading import plan_of, read_items
from huayuan.marketplaces.hooks.signing import check

MOST_PROBLEMS = 50  # kept and answered
NOTE_REFUSALS_EVERY = timedelta(seconds=1)  # whoever guesses secrets must not be able to keep us writing


def receive(services: Services, key: str, signed: Signed) -> Delivery:
    """Take a request in; returns when what was accepted is durable.

    Raises WebhookNotFound, BadSignature, StaleDelivery, WebhookInactive, BadPayload, TooManyItems, Unavailable.
    """
    uow, vault = services.get(UnitOfWork), services.get(Vault)
    with uow.read() as tx:
        webhook, secrets = api.valid_secrets(tx, vault, key)
        now = tx.now
    try:
        check(secrets, signed, now)
    except (BadSignature, StaleDelivery) as error:
        _note_refusal(uow, webhook, error, now)
        raise
    if not webhook.active:
        raise WebhookInactive(name=webhook.name)
    try:
        delivery = _deliver(services, webhook, signed.body, now)
    except HuayuanError as error:
        _note(uow, webhook, signed, Delivery(0), error)
        raise
    _note(uow, webhook, signed, delivery, None)
    return delivery


def preview(mapping: HookMapping, options: Options, body: bytes, now: datetime) -> list[ReadItem]:
    """What a body would become; nothing is stored. Raises BadMapping, BadPath, UnknownKind, BadPayload, TooManyItems."""
    return list(read_items(plan_of(mapping), items_of(body, mapping.items), options, now))


def problem_of(problem: Problem) -> dict[str, Any]:
    """A problem as the answer and the list of deliveries tell it. `item` counts from 0."""
    return {
        "item": problem.row,
        "path": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": ROW_PROBLEMS[problem.code].filled(problem.data),
    }


def _deliver(services: Services, webhook: Webhook, body: bytes, now: datetime) -> Delivery:
    plan = plan_of(webhook.mapping)
    read = list(read_items(plan, items_of(body, webhook.mapping.items), webhook.options, now))
    good = [one for one in read if one.record is not None]
    problems = [problem for one in read for problem in one.problems]
    if not good:
        return Delivery(len(read), rejected=len(read), problems=problems)
    outcome = plan.kind.deliver(services, [one.record for one in good], webhook.options)
    problems += [Problem(good[place].index, "", "", "refused", said) for place, said in outcome.refused]
    refused = len(read) - len(good) + len(outcome.refused)
    return Delivery(len(read), outcome.accepted, outcome.duplicates, refused, problems)


def _note(
    uow: UnitOfWork, webhook: Webhook, signed: Signed, delivery: Delivery, error: HuayuanError | None
) -> None:
    with uow.begin() as tx:
        if store.find(tx.session, webhook.id) is None:
            return  # removed while this was under way
        store.add_delivery(
            tx.session,
            {
                "webhook_id": webhook.id, "at": tx.now, "size": len(signed.body), "items": delivery.items,
                "accepted": delivery.accepted, "duplicates": delivery.duplicates, "rejected": delivery.rejected,
                "problems": _few(delivery.problems), "error": error.as_dict() if error else None,
            },
        )  # fmt: skip


def _few(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [problem_of(problem) for problem in problems[:MOST_PROBLEMS]]


def _note_refusal(uow: UnitOfWork, webhook: Webhook, error: HuayuanError, now: datetime) -> None:
    last = webhook.last_refused_at
    if last is None or now - last >= NOTE_REFUSALS_EVERY:
        with uow.begin() as tx:
            store.change(tx.session, webhook.id, last_refused_at=tx.now, last_refusal=error.as_dict())
