"""What the HTTP API says about webhooks."""

import dataclasses
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from huayuan.marketplaces.hooks.contracts import HookMapping, ReadItem, Webhook
from huayuan.marketplaces.hooks.intake import problem_of
from huayuan.marketplaces.shapes import FileFieldOut, Label


class WebhookIn(BaseModel):
    """A webhook to make. `fields` is field → path in an item; `goods[].title` for each line, `=paid` a fixed value."""

    name: str = Field(min_length=1, max_length=80)
    kind: str = Field(max_length=20, description="orders, customers or events.")
    items: str = Field(
        default="", max_length=200, description="Path of the list of items; empty: the body itself."
    )
    fields: dict[str, str]
    options: dict[str, Any] = Field(
        default={}, description="source (needed), zone, amount_unit, channel, tags, statuses."
    )


class WebhookChange(BaseModel):
    name: str | None = Field(default=None, min_length=1, max_length=80)
    items: str | None = Field(default=None, max_length=200)
    fields: dict[str, str] | None = None
    options: dict[str, Any] | None = None
    active: bool | None = None


class WebhookOut(BaseModel):
    id: int
    name: str
    url: str
    kind: str
    items: str
    fields: dict[str, str]
    options: dict[str, Any]
    active: bool
    previous_until: datetime | None = Field(
        description="Until when the secret before the current one is valid."
    )
    created_by: str
    created_at: datetime
    last_delivery_at: datetime | None
    last_refused_at: datetime | None = Field(
        description="When a request with a wrong signature or an old timestamp last came."
    )
    last_refusal: dict[str, Any] | None


class WebhookList(BaseModel):
    items: list[WebhookOut]


class WebhookMade(BaseModel):
    webhook: WebhookOut
    secret: str = Field(description="Shown this once.")


class RotateIn(BaseModel):
    overlap_hours: int = Field(
        default=168, ge=1, le=720, description="How long the secret before it stays valid."
    )


class SecretOut(BaseModel):
    secret: str = Field(description="Shown this once.")
    previous_until: datetime


class SampleIn(BaseModel):
    sample: str = Field(max_length=200_000, description="A body as the other system sends it.")


class WebhookPreviewIn(SampleIn):
    kind: str = Field(max_length=20)
    items: str = Field(default="", max_length=200)
    fields: dict[str, str]
    options: dict[str, Any] = {}


class ItemProblemOut(BaseModel):
    item: int = Field(description="Counted from 0.")
    path: str
    value: str
    code: str
    message: Label


class WebhookPreviewItem(BaseModel):
    item: int
    record: dict[str, Any] | None = Field(description="What it would become; null when it would be refused.")
    problems: list[ItemProblemOut]


class WebhookPreview(BaseModel):
    items: list[WebhookPreviewItem]
    total: int


class DeliveryOut(BaseModel):
    """What became of a request. `accepted` and `duplicates` count events, orders or customers; `rejected` items."""

    items: int
    accepted: int
    duplicates: int
    rejected: int
    problems: list[ItemProblemOut]


class PastDeliveryOut(DeliveryOut):
    id: int
    at: datetime
    size: int = Field(description="Bytes of the body.")
    error: dict[str, Any] | None = Field(description="Why all of it was refused.")


class DeliveryPage(BaseModel):
    items: list[PastDeliveryOut]
    total: int


class HookKindOut(BaseModel):
    key: str
    label: Label
    fields: list[FileFieldOut]
    own: list[str] = Field(description="Prefixes of fields that are named freely, such as prop.")


class HookKinds(BaseModel):
    items: list[HookKindOut]


def webhook_out(webhook: Webhook, home: str, last: datetime | None) -> WebhookOut:
    return WebhookOut(
        id=webhook.id,
        name=webhook.name,
        url=f"{home}/v1/hooks/{webhook.key}",
        kind=webhook.mapping.kind,
        items=webhook.mapping.items,
        fields=webhook.mapping.fields,
        options=webhook.options.as_dict(),
        active=webhook.active,
        previous_until=webhook.previous_until,
        created_by=webhook.created_by,
        created_at=webhook.created_at,
        last_delivery_at=last,
        last_refused_at=webhook.last_refused_at,
        last_refusal=webhook.last_refusal,
    )


def mapping_in(body: WebhookIn | WebhookPreviewIn) -> HookMapping:
    return HookMapping(body.kind, body.items, body.fields)


def preview_out(read: list[ReadItem], most: int) -> WebhookPreview:
    shown = [
        WebhookPreviewItem(
            item=one.index,
            record=None if one.record is None else dataclasses.asdict(one.record),
            problems=[ItemProblemOut(**problem_of(problem)) for problem in one.problems],
        )
        for one in read[:most]
    ]
    return WebhookPreview(items=shown, total=len(read))
