"""公众号 over HTTP: followers, menus, codes, messages, mass messages, articles, figures, web login."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response, UploadFile

from huayuan.access.api import audit
from huayuan.kernel.caller import Caller
from huayuan.kernel.errors import NotFound
from huayuan.kernel.qr import qr_svg
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, service
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging.contracts import ChannelRegistry, Purpose
from huayuan.wechat.official_account import mass, sending
from huayuan.wechat.official_account import shapes as s
from huayuan.wechat.official_account.contracts import NOTICE, SERVICE, TEMPLATE, Audience, MassWish, NewCode
from huayuan.wechat.official_account.desk import Desk
from huayuan.wechat.official_account.errors import ImageTooLarge
from huayuan.wechat.official_account.limits import IMAGE_BYTES
from huayuan.wechat.official_account.models import QrCodeRow
from huayuan.wechat.official_account.store import belongings, followers
from huayuan.wechat.official_account.visitors import Visitors, address

router = APIRouter(prefix="/api/official-account/{connection_id}", tags=["official_account"])
DeskHere = Annotated[Desk, service(Desk)]
Channels = Annotated[ChannelRegistry, service(ChannelRegistry)]
CODES_READ, CODES_WRITE = [requires("live_codes.read")], [requires("live_codes.write")]
MESSAGES_READ, MESSAGES_WRITE = [requires("messages.read")], [requires("messages.write")]
_CHANNELS = {"service": SERVICE, "template": TEMPLATE, "notice": NOTICE}


def _noted(
    caller: Caller, action: str, connection_id: int, data: dict[str, Any] | None = None
) -> Callable[[Transaction], None]:
    """The audit entry, for the transaction that comes after the platform's yes."""
    return lambda tx: audit(tx, caller, f"official_account.{action}", f"connection:{connection_id}", data)


# ---- followers and tags


@router.get("/followers", dependencies=[requires("connections.read")])
def count_followers(tx: ReadTx, connection_id: int, desk: DeskHere) -> s.FollowersOut:
    """How many follow now, and how far a full sync has come."""
    account = desk.connection(connection_id).account
    row = followers.sync_row(tx.session, connection_id)
    sync = s.AccountSyncOut.model_validate(row) if row else None
    return s.FollowersOut(following=followers.count(tx.session, account), sync=sync)


@router.get("/tags", dependencies=[requires("tags.read")])
def list_tags(connection_id: int, desk: DeskHere) -> s.TagPage:
    """Tags of the account with the tag here that each of them is."""
    return s.TagPage(
        items=[
            s.AccountTagOut(external_id=int(one.external_id), tag_id=one.tag_id, name=one.name)
            for one in desk.tags(connection_id)
        ]
    )


@router.post("/tags", status_code=201, dependencies=[requires("tags.write")])
def mirror_tag(
    connection_id: int, body: s.AccountTagIn, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.AccountTagOut:
    """Make a tag the account's too: from now on it is put on followers there as people get it here."""
    note = _noted(caller, "tag_mirrored", connection_id, {"tag_id": body.tag_id})
    number = desk.mirror_tag(connection_id, body.tag_id, note)
    return s.AccountTagOut(external_id=number, tag_id=body.tag_id, name="")


@router.delete("/tags/{external_id}", status_code=204, dependencies=[requires("tags.write")])
def delete_tag(
    connection_id: int, external_id: int, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> None:
    """Delete it at the account; people here keep theirs."""
    desk.delete_tag(connection_id, external_id, _noted(caller, "tag_deleted", connection_id))


# ---- menus


@router.get("/menu", dependencies=CODES_READ)
def get_menu(connection_id: int, desk: DeskHere) -> s.MenuOut:
    found = desk.menus(connection_id)
    conditional = [
        s.ConditionalMenuOut(menuid=one.menuid, button=one.button, rule=one.matchrule)
        for one in found.conditionalmenu
    ]
    return s.MenuOut(button=found.menu.button, conditional=conditional)


@router.put("/menu", status_code=204, dependencies=CODES_WRITE)
def set_menu(connection_id: int, body: s.MenuIn, caller: CurrentCaller, desk: DeskHere, _: WriteSlot) -> None:
    """Replaces the menu that everyone sees; phones show it within five minutes."""
    desk.set_menu(connection_id, body.button, _noted(caller, "menu_set", connection_id))


@router.delete("/menu", status_code=204, dependencies=CODES_WRITE)
def delete_menus(connection_id: int, caller: CurrentCaller, desk: DeskHere, _: WriteSlot) -> None:
    """The conditional ones go too."""
    desk.delete_menus(connection_id, _noted(caller, "menus_deleted", connection_id))


@router.post("/conditional-menus", status_code=201, dependencies=CODES_WRITE)
def add_conditional_menu(
    connection_id: int, body: s.ConditionalMenuIn, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.MadeMenuOut:
    """For followers with a tag of the account, or with a system; the newest that fits is shown."""
    note = _noted(caller, "conditional_menu_added", connection_id, body.rule())
    return s.MadeMenuOut(menuid=desk.add_conditional_menu(connection_id, body.button, body.rule(), note))


@router.delete("/conditional-menus/{menuid}", status_code=204, dependencies=CODES_WRITE)
def delete_conditional_menu(
    connection_id: int, menuid: int, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> None:
    note = _noted(caller, "conditional_menu_deleted", connection_id)
    desk.delete_conditional_menu(connection_id, menuid, note)


# ---- QR codes


@router.get("/codes", dependencies=CODES_READ)
def list_codes(tx: ReadTx, connection_id: int, desk: DeskHere, page: PageQuery) -> s.CodePage:
    """Newest first, with how many who follow now came through each."""
    account = desk.connection(connection_id).account
    rows, total = belongings.codes(tx.session, account, page.limit, page.offset)
    numbers = followers.counts_by_scene(tx.session, account, [row.scene for row in rows])
    return s.CodePage(items=[_code(row, numbers.get(row.scene, 0)) for row in rows], total=total)


@router.post("/codes", status_code=201, dependencies=CODES_WRITE)
def make_code(
    connection_id: int, body: s.CodeIn, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.CodeOut:
    """Whoever follows or scans through it has its channel and gets its tags."""
    new = NewCode(body.name, body.scene, body.channel, body.days, tuple(body.tag_ids))
    note = _noted(caller, "code_made", connection_id, {"scene": body.scene, "channel": body.channel})
    return _code(desk.make_code(connection_id, new, note), 0)


@router.get("/codes/{code_id}/qr.svg", dependencies=CODES_READ)
def qr(tx: ReadTx, connection_id: int, code_id: int, desk: DeskHere) -> Response:
    """The QR code as SVG, for print at any size: what the platform's own picture says."""
    row = desk.code(tx, code_id)
    if row.connection_id != connection_id:
        raise NotFound(what="code")
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(qr_svg(row.url), media_type="image/svg+xml", headers=headers)


# ---- messages


@router.get("/templates", dependencies=MESSAGES_READ)
def list_templates(connection_id: int, desk: DeskHere) -> s.AccountTemplatePage:
    """Templates of template messages and of 订阅通知, as the account has them now."""
    client = desk.client(connection_id)
    items = [
        s.AccountTemplateOut(
            template_id=one.template_id, kind="template", title=one.title, content=one.content
        )
        for one in client.templates()
    ]
    items += [
        s.AccountTemplateOut(template_id=one.priTmplId, kind="notice", title=one.title, content=one.content)
        for one in client.notices()
    ]
    return s.AccountTemplatePage(items=items)


@router.post("/messages", status_code=202, dependencies=MESSAGES_WRITE)
def send_messages(
    tx: Tx,
    connection_id: int,
    body: s.FollowerMessageIn,
    caller: CurrentCaller,
    desk: DeskHere,
    channels: Channels,
) -> s.PostedOut:
    """Customer-service messages (within the window the follower opened), template messages or 订阅通知."""
    connection = desk.connection(connection_id)
    letter = sending.Letter(
        body.key, _CHANNELS[body.kind], Purpose.SERVICE, body.text or body.template_id, body.template_id,
        body.data, body.url,
    )  # fmt: skip
    posted = sending.post(tx, channels, connection, letter, body.person_ids)
    _noted(caller, "messages_sent", connection_id, {"kind": body.kind, "accepted": posted.accepted})(tx)
    return s.PostedOut.model_validate(posted)


@router.get("/mass", dependencies=MESSAGES_READ)
def list_masses(tx: ReadTx, connection_id: int, desk: DeskHere, page: PageQuery) -> s.AccountMassPage:
    """Mass messages, newest first."""
    desk.connection(connection_id)
    rows, total = belongings.masses(tx.session, connection_id, page.limit, page.offset)
    return s.AccountMassPage(items=[s.AccountMassOut.model_validate(row) for row in rows], total=total)


@router.post("/mass", status_code=202, dependencies=MESSAGES_WRITE)
def send_mass(
    tx: Tx,
    connection_id: int,
    body: s.AccountMassIn,
    caller: CurrentCaller,
    desk: DeskHere,
    channels: Channels,
) -> s.AccountMassOut:
    """A follower of a service account gets four a month, the rest is skipped by the platform. The result comes later."""
    connection = desk.connection(connection_id)
    audience = Audience(body.everyone, body.tag, tuple(body.person_ids))
    wish = MassWish(body.name, audience, body.msgtype, body.content)
    row = mass.order(tx, channels, connection, wish, caller.id)
    _noted(caller, "mass_ordered", connection_id, {"mass_id": row.id, "everyone": body.everyone})(tx)
    return s.AccountMassOut.model_validate(row)


@router.post("/mass/preview", status_code=204, dependencies=MESSAGES_WRITE)
def preview_mass(connection_id: int, body: s.AccountPreviewIn, desk: DeskHere) -> None:
    """Send it to one follower to look at; uses no quota."""
    desk.preview_mass(connection_id, body.person_id, body.msgtype, body.content)


# ---- articles


@router.post("/images", status_code=201, dependencies=MESSAGES_WRITE)
def upload_image(
    connection_id: int, file: UploadFile, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.ImageOut:
    """A permanent image of the account, such as the cover of an article; at most 10 MB."""
    content = file.file.read(IMAGE_BYTES + 1)
    if len(content) > IMAGE_BYTES:
        raise ImageTooLarge(most=IMAGE_BYTES // 1024 // 1024)
    note = _noted(caller, "image_uploaded", connection_id)
    made = desk.upload_image(connection_id, file.filename or "image.jpg", content, note)
    return s.ImageOut(media_id=made.media_id, url=made.url)


@router.get("/drafts", dependencies=MESSAGES_READ)
def list_drafts(connection_id: int, desk: DeskHere, offset: Annotated[int, Query(ge=0)] = 0) -> s.DraftPage:
    """Twenty a page, as the platform gives them."""
    page = desk.client(connection_id).drafts(offset)
    items = [
        s.DraftOut(
            media_id=one.media_id, titles=[item.title for item in one.content.news_item],
            updated_at=datetime.fromtimestamp(one.update_time, UTC) if one.update_time else None,
        )
        for one in page.item
    ]  # fmt: skip
    return s.DraftPage(items=items, total=page.total_count)


@router.post("/drafts", status_code=201, dependencies=MESSAGES_WRITE)
def add_draft(
    connection_id: int, body: s.DraftIn, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.DraftOut:
    articles = [one.model_dump() for one in body.articles]
    media_id = desk.add_draft(connection_id, articles, _noted(caller, "draft_made", connection_id))
    return s.DraftOut(media_id=media_id, titles=[one.title for one in body.articles], updated_at=None)


@router.get("/drafts/{media_id}", dependencies=MESSAGES_READ)
def get_draft(connection_id: int, media_id: str, desk: DeskHere) -> s.DraftArticlesOut:
    items = desk.draft(connection_id, media_id)
    articles = [s.ArticleOfDraft.model_validate(one) for one in items]
    return s.DraftArticlesOut(media_id=media_id, articles=articles)


@router.put("/drafts/{media_id}/articles/{index}", status_code=204, dependencies=MESSAGES_WRITE)
def change_draft(
    connection_id: int,
    media_id: str,
    index: Annotated[int, Path(ge=0, le=7)],
    body: s.ArticleIn,
    caller: CurrentCaller,
    desk: DeskHere,
    _: WriteSlot,
) -> None:
    """One article of a draft; the first is 0."""
    note = _noted(caller, "draft_changed", connection_id)
    desk.change_draft(connection_id, media_id, index, body.model_dump(), note)


@router.delete("/drafts/{media_id}", status_code=204, dependencies=MESSAGES_WRITE)
def delete_draft(
    connection_id: int, media_id: str, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> None:
    desk.drop_draft(connection_id, media_id, _noted(caller, "draft_deleted", connection_id))


@router.post("/drafts/{media_id}/publish", status_code=202, dependencies=MESSAGES_WRITE)
def publish(
    connection_id: int, media_id: str, caller: CurrentCaller, desk: DeskHere, _: WriteSlot
) -> s.PublicationOut:
    """Make a draft an article. Followers are not told; the result comes later."""
    row = desk.publish(connection_id, media_id, _noted(caller, "draft_published", connection_id))
    return s.PublicationOut.model_validate(row)


@router.get("/publications", dependencies=MESSAGES_READ)
def list_publications(tx: ReadTx, connection_id: int, desk: DeskHere, page: PageQuery) -> s.PublicationPage:
    desk.connection(connection_id)
    rows = belongings.publications(tx.session, connection_id, page.limit)
    return s.PublicationPage(items=[s.PublicationOut.model_validate(row) for row in rows])


# ---- figures and web login


@router.get("/figures", dependencies=[requires("insights.read")])
def figures(
    tx: ReadTx,
    connection_id: int,
    desk: DeskHere,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> s.FiguresOut:
    """As the platform counts: followers by day, and the articles published in these days with their figures so far."""
    account = desk.connection(connection_id).account
    days = belongings.follower_days(tx.session, account, first, last)
    articles = belongings.article_totals(tx.session, account, first, last)
    return s.FiguresOut(
        days=[s.FollowerDayOut.model_validate(one) for one in days],
        articles=[s.ArticleOut(**one) for one in articles],
    )


@router.get("/login-address", dependencies=[requires("connections.read")])
def login_address(
    connection_id: int,
    desk: DeskHere,
    redirect_uri: Annotated[str, Query(max_length=1000, pattern=r"https?://.+")],
    state: Annotated[str, Query(max_length=128, pattern=r"[A-Za-z0-9]*")] = "",
    ask: bool = False,
) -> s.FollowerLoginOut:
    """Where a page of the brand sends its visitor. `ask`: for name and picture too, which the person must allow."""
    return s.FollowerLoginOut(url=address(desk.connection(connection_id), redirect_uri, state, ask=ask))


@router.post("/visitors", dependencies=[requires("customers.write")])
def visitor(
    connection_id: int,
    body: s.VisitorIn,
    desk: DeskHere,
    visitors: Annotated[Visitors, service(Visitors)],
    _: WriteSlot,
) -> s.VisitorOut:
    """Who came back with this code; openid, unionid and the browser's id become evidence for one person."""
    desk.connection(connection_id)
    return s.VisitorOut.model_validate(visitors.came(connection_id, body.code, body.anonymous_id))


def _code(row: QrCodeRow, number: int) -> s.CodeOut:
    return s.CodeOut.model_validate(row).model_copy(update={"followers": number})
