"""HTTP of webhooks: the door other systems push to, and what the console does with webhooks."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request

from huayuan.access.api import audit
from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import (
    CurrentCaller,
    PageQuery,
    ReadTx,
    Tx,
    WriteSlot,
    public,
    read_body,
    requires,
    service,
    services_of,
)
from huayuan.kernel.settings import Settings
from huayuan.marketplaces.hooks import api, intake, store
from huayuan.marketplaces.hooks import shapes as s
from huayuan.marketplaces.hooks.contracts import HookMapping, Signed
from huayuan.marketplaces.hooks.kinds import HOOK_KINDS
from huayuan.marketplaces.hooks.payload import MAX_BODY_BYTES
from huayuan.marketplaces.options import options_from
from huayuan.marketplaces.shapes import FileFieldOut, Label

router = APIRouter(tags=["webhooks"])
READ, WRITE = requires("connections.read"), requires("connections.write")
VaultOf = Annotated[Vault, service(Vault)]
PREVIEWED = 20


async def signed_body(request: Request) -> bytes:
    return await read_body(request, MAX_BODY_BYTES)


# The body comes before the write slot, so that a slow sender holds up nobody.
@router.post(
    "/v1/hooks/{key}", dependencies=[public("the signature is checked against the webhook's secret")]
)
def receive(
    request: Request,
    key: str,
    body: Annotated[bytes, Depends(signed_body)],
    slot: WriteSlot,
    timestamp: Annotated[str, Header(alias="X-Huayuan-Timestamp", max_length=20)] = "",
    signature: Annotated[str, Header(alias="X-Huayuan-Signature", max_length=200)] = "",
) -> s.DeliveryOut:
    """Signed JSON of another system: `sha256=` + hex HMAC-SHA256 of timestamp (Unix seconds) + "." + body.

    An answer means that what was accepted is stored; items with a mistake are listed and the rest is taken. Sending the
    same again is harmless.
    """
    done = intake.receive(services_of(request), key, Signed(timestamp, signature, body))
    problems = [s.ItemProblemOut(**intake.problem_of(one)) for one in done.problems[: intake.MOST_PROBLEMS]]
    return s.DeliveryOut(
        items=done.items,
        accepted=done.accepted,
        duplicates=done.duplicates,
        rejected=done.rejected,
        problems=problems,
    )


@router.get("/api/webhooks", dependencies=[READ])
def list_webhooks(request: Request, tx: ReadTx) -> s.WebhookList:
    last = store.last_deliveries(tx.session)
    home = _home(request)
    return s.WebhookList(
        items=[s.webhook_out(one, home, last.get(one.id)) for one in store.all_webhooks(tx.session)]
    )


@router.get("/api/webhooks/kinds", dependencies=[READ])
def kinds() -> s.HookKinds:
    """What a webhook can bring, and its fields."""
    return s.HookKinds(
        items=[
            s.HookKindOut(
                key=kind.key,
                label=Label(**kind.label.as_dict()),
                own=list(kind.own),
                fields=[
                    FileFieldOut(
                        key=field.key,
                        label=Label(**field.label.as_dict()),
                        required=field.required,
                        type=field.type,
                        identifies=field.identifies is not None,
                    )
                    for field in kind.fields
                ],
            )
            for kind in HOOK_KINDS.values()
        ]
    )


@router.post("/api/webhooks", status_code=201, dependencies=[WRITE])
def create(
    request: Request, tx: Tx, caller: CurrentCaller, vault: VaultOf, body: s.WebhookIn
) -> s.WebhookMade:
    """Make an address. Its secret is in the answer and nowhere else."""
    made, secret = api.create(
        tx, vault, body.name, s.mapping_in(body), _options(request, body.options), caller.name
    )
    audit(
        tx, caller, "webhooks.created", f"webhook:{made.id}", {"name": made.name, "kind": made.mapping.kind}
    )
    return s.WebhookMade(webhook=s.webhook_out(made, _home(request), None), secret=secret)


@router.post("/api/webhooks/preview", dependencies=[READ])
def preview(
    request: Request, clock: Annotated[Clock, service(Clock)], body: s.WebhookPreviewIn
) -> s.WebhookPreview:
    """What a body would become under a mapping. Nothing is stored."""
    options = options_from(_options(request, {"source": "preview"} | body.options))
    read = intake.preview(s.mapping_in(body), options, body.sample.encode(), clock.now())
    return s.preview_out(read, PREVIEWED)


@router.get("/api/webhooks/{webhook_id}", dependencies=[READ])
def read_webhook(request: Request, tx: ReadTx, webhook_id: int) -> s.WebhookOut:
    return _out(request, tx, webhook_id)


@router.patch("/api/webhooks/{webhook_id}", dependencies=[WRITE])
def change(
    request: Request, tx: Tx, caller: CurrentCaller, webhook_id: int, body: s.WebhookChange
) -> s.WebhookOut:
    mapping = None
    if body.fields is not None or body.items is not None:
        known = api.get(tx, webhook_id).mapping
        mapping = HookMapping(
            known.kind,
            known.items if body.items is None else body.items,
            known.fields if body.fields is None else body.fields,
        )
    changed = api.change(
        tx, webhook_id, name=body.name, mapping=mapping, options=body.options, active=body.active
    )
    said = sorted(body.model_fields_set)
    audit(tx, caller, "webhooks.changed", f"webhook:{webhook_id}", {"name": changed.name, "changed": said})
    return _out(request, tx, webhook_id)


@router.delete("/api/webhooks/{webhook_id}", status_code=204, dependencies=[WRITE])
def remove(tx: Tx, caller: CurrentCaller, webhook_id: int) -> None:
    """The address stops working for good."""
    gone = api.remove(tx, webhook_id)
    audit(tx, caller, "webhooks.removed", f"webhook:{webhook_id}", {"name": gone.name})


@router.post("/api/webhooks/{webhook_id}/rotate", dependencies=[WRITE])
def rotate(
    tx: Tx, caller: CurrentCaller, vault: VaultOf, webhook_id: int, body: s.RotateIn | None = None
) -> s.SecretOut:
    """A new secret. The one before stays valid for a while, so that the sender can change without a gap."""
    overlap = timedelta(hours=(body or s.RotateIn()).overlap_hours)
    secret = api.rotate(tx, vault, webhook_id, overlap)
    audit(
        tx,
        caller,
        "webhooks.rotated",
        f"webhook:{webhook_id}",
        {"overlap_hours": overlap // timedelta(hours=1)},
    )
    return s.SecretOut(secret=secret, previous_until=tx.now + overlap)


@router.post("/api/webhooks/{webhook_id}/end-previous", dependencies=[WRITE])
def end_previous(request: Request, tx: Tx, caller: CurrentCaller, webhook_id: int) -> s.WebhookOut:
    """Only the current secret is valid from now on."""
    api.end_previous(tx, webhook_id)
    audit(tx, caller, "webhooks.previous_ended", f"webhook:{webhook_id}", {})
    return _out(request, tx, webhook_id)


@router.post("/api/webhooks/{webhook_id}/test", dependencies=[READ])
def test_webhook(tx: ReadTx, webhook_id: int, body: s.SampleIn) -> s.WebhookPreview:
    """What this webhook would make of a body. Nothing is stored."""
    webhook = api.get(tx, webhook_id)
    read = intake.preview(webhook.mapping, webhook.options, body.sample.encode(), tx.now)
    return s.preview_out(read, PREVIEWED)


@router.get("/api/webhooks/{webhook_id}/deliveries", dependencies=[READ])
def deliveries(tx: ReadTx, page: PageQuery, webhook_id: int) -> s.DeliveryPage:
    """The last 200 requests with a right signature, newest first."""
    found, total = api.deliveries(tx, webhook_id, limit=page.limit, offset=page.offset)
    items = [
        s.PastDeliveryOut(**{name: getattr(one, name) for name in s.PastDeliveryOut.model_fields})
        for one in found
    ]
    return s.DeliveryPage(items=items, total=total)


def _out(request: Request, tx: ReadTx, webhook_id: int) -> s.WebhookOut:
    last: datetime | None = store.last_deliveries(tx.session).get(webhook_id)
    return s.webhook_out(api.get(tx, webhook_id), _home(request), last)


def _home(request: Request) -> str:
    return services_of(request).get(Settings).public_url or str(request.base_url).rstrip("/")


def _options(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    return {"zone": services_of(request).get(Settings).timezone} | given
