"""The door of WeCom's moments."""

from __future__ import annotations

from collections.abc import Collection

from huayuan.kernel.errors import NotFound
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagPlace, Visibility
from huayuan.stores import api as stores
from huayuan.wechat.wecom.media.attachments import kind_of
from huayuan.wechat.wecom.media.fitting import LINK_WITH_PICTURE, check_attachments
from huayuan.wechat.wecom.moments import asking, store
from huayuan.wechat.wecom.moments.contracts import Moment, MomentMember, MomentState, NewMoment
from huayuan.wechat.wecom.moments.errors import MomentWrong
from huayuan.wechat.wecom.moments.limits import IMAGES, TEXT_BYTES, TEXT_CHARS

__all__ = ["create", "members", "moment", "moments", "places_of_tag"]

TITLE_CHARS = 30
KINDS = ("image", "video", "link")


def create(tx: Transaction, new: NewMoment, visibility: Visibility) -> Moment:
    """Keep a moment and have it made; a repeated key answers the one there is. Raises MomentWrong, AttachmentWrong."""
    _check(tx, new, visibility)
    check_attachments(tx, new.attachments, KINDS, LINK_WITH_PICTURE)
    made, fresh = store.add(
        tx.session, new.key, connection_id=new.connection_id, account=new.account, text=new.text,
        attachments=list(new.attachments), staff_ids=list(new.staff_ids), tag_ids=list(new.tag_ids),
        state=MomentState.PREPARING.value, created_at=tx.now, created_by=new.created_by[:120],
    )  # fmt: skip
    if fresh:
        asking.plan(tx, made)
    return made


def moment(tx: Transaction, number: int) -> Moment:
    """Raises NotFound."""
    found = store.get(tx.session, number)
    if found is None:
        raise NotFound(what="moment")
    return found


def moments(tx: Transaction, *, state: str | None, limit: int, offset: int) -> tuple[list[Moment], int]:
    """The latest first."""
    return store.page(tx.session, state, limit, offset)


def members(tx: Transaction, numbers: Collection[int]) -> dict[int, list[MomentMember]]:
    return store.members(tx.session, numbers) if numbers else {}


@profiles.tags_are_used
def places_of_tag(tx: Transaction, tag_id: int) -> list[TagPlace]:
    """Moments for customers with a tag that are not made yet; later the platform keeps whom they are for."""
    return [
        TagPlace("wecom_moment", one.id, one.text.strip()[:TITLE_CHARS] or f"#{one.id}", f"/moments/{one.id}")
        for one in store.preparing(tx.session)
        if tag_id in one.tag_ids
    ]


def _check(tx: Transaction, new: NewMoment, visibility: Visibility) -> None:
    kinds = {kind_of(one) for one in new.attachments}
    most = IMAGES if kinds <= {"image"} else 1
    staff = stores.staff_by_id(tx, new.staff_ids).values()
    good = [one for one in staff if one.active and one.account == new.account]
    allowed = visibility.staff is None or {one.id for one in good} <= set(visibility.staff)
    fits = len(new.text) <= TEXT_CHARS and len(new.text.encode()) <= TEXT_BYTES
    known_kinds = kinds <= set(KINDS) and len(kinds) <= 1 and len(new.attachments) <= most
    something = bool(new.text.strip() or new.attachments)
    everyone = bool(good) and len(good) == len(set(new.staff_ids))
    if not (fits and known_kinds and something and everyone and allowed):
        raise MomentWrong(chars=TEXT_CHARS)
