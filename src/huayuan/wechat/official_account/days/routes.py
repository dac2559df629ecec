"""The accounts there are, and their days, over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from huayuan.access.api import audit
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires, service
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.official_account.days import store
from huayuan.wechat.official_account.desk import Desk
from huayuan.wechat.official_account.limits import KIND
from huayuan.wechat.official_account.shapes import FromRow
from huayuan.wechat.official_account.store import followers

router = APIRouter(tags=["official_account"])
DeskHere = Annotated[Desk, service(Desk)]


class OfficialAccountOut(BaseModel):
    """`following`: how many follow now, as far as we know."""

    id: int
    name: str
    account: str
    following: int


class OfficialAccountList(BaseModel):
    items: list[OfficialAccountOut]


class AccountDayOut(FromRow):
    """As the platform counts; null = not told."""

    day: date
    readers: int | None
    sharers: int | None
    likers: int | None
    keepers: int | None
    comments: int | None
    published: int | None
    reads_by_source: dict[str, int]
    messages: int | None
    messages_by_kind: dict[str, int]
    callbacks: int | None
    callback_failures: int | None
    slowest_ms: int | None


class AccountDayList(BaseModel):
    items: list[AccountDayOut]


@router.get("/api/official-accounts", dependencies=[requires("")])
def list_accounts(
    tx: ReadTx, connections: Annotated[Connections, service(Connections)]
) -> OfficialAccountList:
    """Every 公众号 that is connected, for choosing one."""
    return OfficialAccountList(
        items=[
            OfficialAccountOut(
                id=one.id, name=one.name, account=one.account, following=followers.count(tx.session, one.account)
            )
            for one in connections.all(KIND)
        ]
    )  # fmt: skip


@router.get("/api/official-account/{connection_id}/days", dependencies=[requires("insights.read")])
def list_days(
    tx: ReadTx,
    connection_id: int,
    desk: DeskHere,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> AccountDayList:
    """Readers and sharers of all articles, messages of followers, callbacks; days of China, a day late."""
    account = desk.connection(connection_id).account
    rows = store.days(tx.session, account, first, last)
    return AccountDayList(items=[AccountDayOut.model_validate(row) for row in rows])


@router.post(
    "/api/official-account/{connection_id}/days",
    status_code=202,
    dependencies=[requires("messages.write")],
)
def read_days(tx: Tx, connection_id: int, caller: CurrentCaller, desk: DeskHere) -> None:
    """Ask the platform now instead of tomorrow morning; what it tells is there a moment later."""
    desk.connection(connection_id)
    payload = {"connection_id": connection_id}
    key = f"{connection_id}:{tx.now:%Y-%m-%dT%H:%M}"
    figures = payload | {"day": tx.now.date().isoformat()}
    tx.enqueue("official_account.figures", figures, dedup_key=f"official_account.figures_now:{key}")
    tx.enqueue("official_account.read_days", payload, dedup_key=f"official_account.days_now:{key}")
    audit(tx, caller, "official_account.figures_asked", f"connection:{connection_id}", None)
