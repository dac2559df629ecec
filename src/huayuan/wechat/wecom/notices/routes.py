"""Notices to staff over HTTP."""

import secrets
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires, service
from huayuan.profiles import api as profiles
from huayuan.stores.contracts import StaffNotice
from huayuan.wechat.wecom.notices import store
from huayuan.wechat.wecom.notices.api import notices as all_notices
from huayuan.wechat.wecom.notices.telling import WecomNotices

router = APIRouter(prefix="/api/wecom/notices", tags=["wecom"])


class NoticeIn(BaseModel):
    """With `url` it is a card with a title and a button. `key` makes it once."""

    staff_ids: list[int] = Field(min_length=1, max_length=10_000)
    text: str = Field(min_length=1, max_length=2048)
    title: str = Field("", max_length=128)
    url: str = Field("", max_length=2048)
    button: str = Field("", max_length=4)
    key: str = Field("", max_length=60)


class NoticePlaced(BaseModel):
    """`reached`: how many of the staff can be told; the others left or are outside the caller's data scope."""

    reached: int


class NoticeOut(BaseModel):
    id: int
    connection_id: int
    members: int
    title: str
    text: str
    url: str
    state: str
    missed: list[str]
    errcode: int | None
    created_at: datetime
    sent_at: datetime | None


class NoticePage(BaseModel):
    items: list[NoticeOut]
    total: int


@router.post("", status_code=202, dependencies=[requires("messages.write")])
def tell_staff(
    tx: Tx, caller: CurrentCaller, body: NoticeIn, notices: Annotated[WecomNotices, service(WecomNotices)]
) -> NoticePlaced:
    """Members are told by the app in WeCom a moment later."""
    visible = profiles.visibility(tx, caller.scope)
    wanted = set(body.staff_ids) if visible.staff is None else set(body.staff_ids) & set(visible.staff)
    key = f"{caller.kind}:{caller.id}:{body.key or secrets.token_hex(12)}"
    notice = StaffNotice(key, tuple(sorted(wanted)), body.text, body.title, body.url, body.button)
    reached = notices.tell(tx, notice)
    audit(tx, caller, "wecom.staff_told", "staff", {"members": reached})
    return NoticePlaced(reached=reached)


@router.get("", dependencies=[requires("messages.write")])
def list_notices(tx: ReadTx, page: PageQuery) -> NoticePage:
    found, total = all_notices(tx, page.limit, page.offset)
    return NoticePage(items=[_out(one) for one in found], total=total)


def _out(one: store.Notice) -> NoticeOut:
    return NoticeOut(
        id=one.id, connection_id=one.connection_id, members=len(one.userids), title=one.title, text=one.text,
        url=one.url, state=one.state, missed=list(one.missed), errcode=one.errcode, created_at=one.created_at,
        sent_at=one.sent_at,
    )  # fmt: skip
