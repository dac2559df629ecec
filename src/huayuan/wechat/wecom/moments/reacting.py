"""Who liked and commented, as WeCom tells it when it is asked. Nothing of it is kept beside the counts and the events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.moments import api
from huayuan.wechat.wecom.moments.contracts import MomentMember, Reacted, ReactedPage, ReactionKind
from huayuan.wechat.wecom.moments.limits import REACTED_MEMBERS
from huayuan.wechat.wecom.moments.wire import Reactions


class MomentReactions:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def page(self, number: int, userid: str, after: str) -> ReactedPage:
        """Of one member's publication, or of the next ones that customers reacted to. Raises NotFound, Refused,
        Paused, OutsideUnreachable."""
        with self._uow.read() as tx:
            moment = api.moment(tx, number)
            members = api.members(tx, [number])[number]
        asked, following = to_ask(members, userid, after)
        if not asked or moment.moment_id is None:
            return ReactedPage(moment, (), "")
        client = self._clients.of(moment.connection_id)
        found = [
            reacted for one in asked for reacted in _read(client.moment_reactions(moment.moment_id, one), one)
        ]
        return ReactedPage(moment, tuple(found), following)


def to_ask(members: Sequence[MomentMember], userid: str, after: str) -> tuple[list[str], str]:
    """Whose publications are asked about, a call each, and where to go on; "" at the end."""
    published = [one for one in members if one.published]
    if userid:
        return [one.userid for one in published if one.userid == userid], ""
    rest = sorted(one.userid for one in published if one.likes + one.comments and one.userid > after)
    asked = rest[:REACTED_MEMBERS]
    return asked, asked[-1] if len(rest) > len(asked) else ""


def _read(reactions: Reactions, userid: str) -> list[Reacted]:
    """The latest first."""
    found = [
        Reacted(kind, userid, one.external_userid, one.userid, datetime.fromtimestamp(one.create_time, UTC))
        for kind, rows in (
            (ReactionKind.LIKE, reactions.like_list), (ReactionKind.COMMENT, reactions.comment_list)
        )
        for one in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at, reverse=True)
