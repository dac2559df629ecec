"""Who published, and who liked and commented: read for two weeks, told as events once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.errors import NotFound
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import pages
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.moments import store
from huayuan.wechat.wecom.moments.contracts import Moment, MomentMember, MomentState
from huayuan.wechat.wecom.moments.errors import MomentNotWaiting
from huayuan.wechat.wecom.moments.limits import (
    GONE,
    LATER_SECONDS,
    POLLS_SECONDS,
    SOON_DAYS,
    SOON_SECONDS,
    WATCH_DAYS,
)
from huayuan.wechat.wecom.moments.wire import MomentTask, Reaction, Reactions

PUBLISHED = 1
WATCHED = (MomentState.WAITING, MomentState.DONE, MomentState.CANCELLED)


class MomentResults:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def run(self, number: int, poll: int) -> None:
        """One look, then the next is planned. Raises what asking again may cure."""
        moment = self.read(number)
        if moment is None or moment.state not in WATCHED:
            return
        with self._uow.begin() as tx:
            if tx.now - moment.created_at <= timedelta(days=WATCH_DAYS):
                _plan_next(tx, moment, poll)
            elif moment.state is MomentState.WAITING:
                store.change(tx.session, number, state=MomentState.ENDED.value, finished_at=tx.now)

    def read(self, number: int) -> Moment | None:
        """Read what is known now, and tell what is new."""
        with self._uow.read() as tx:
            moment = store.get(tx.session, number)
        if moment is None or moment.moment_id is None or moment.state not in WATCHED:
            return moment
        client = self._clients.of(moment.connection_id)
        try:
            tasks = _tasks(client, moment.moment_id)
            reactions = {
                one.userid: client.moment_reactions(moment.moment_id, one.userid)
                for one in tasks
                if one.publish_status == PUBLISHED
            }
        except Refused as refusal:
            if refusal.errcode not in GONE:
                raise
            return self._gone(moment, refusal)
        with self._uow.begin() as tx:
            self._keep(tx, moment, tasks, reactions)
            return store.get(tx.session, number)

    def cancel(self, number: int) -> Moment:
        """Take the task from those who have yet to confirm. Raises NotFound, MomentNotWaiting, Refused, Paused,
        OutsideUnreachable."""
        with self._uow.read() as tx:
            moment = store.get(tx.session, number)
        if moment is None:
            raise NotFound(what="moment")
        if moment.state is not MomentState.WAITING or moment.moment_id is None:
            raise MomentNotWaiting(state=moment.state.value)
        self._clients.of(moment.connection_id).cancel_moment(moment.moment_id)
        with self._uow.begin() as tx:
            store.change(tx.session, number, state=MomentState.CANCELLED.value, finished_at=tx.now)
            found = store.get(tx.session, number)
        assert found is not None
        return found

    def _keep(
        self, tx: Transaction, moment: Moment, tasks: Sequence[MomentTask], reactions: dict[str, Reactions]
    ) -> None:
        members = []
        for task in tasks:
            seen = reactions.get(task.userid, Reactions())
            members.append(
                MomentMember(
                    task.userid, task.publish_status == PUBLISHED, len(_customers(seen.like_list)),
                    len(_customers(seen.comment_list)),
                )
            )  # fmt: skip
        store.save_members(tx.session, moment.id, members)
        _tell(tx, moment, reactions)
        values: dict[str, object] = {"read_at": tx.now}
        if members and all(one.published for one in members) and moment.state is MomentState.WAITING:
            values |= {"state": MomentState.DONE.value, "finished_at": tx.now}
        store.change(tx.session, moment.id, **values)

    def _gone(self, moment: Moment, refusal: Refused) -> Moment | None:
        """Deleted at the platform; what is known stays."""
        with self._uow.begin() as tx:
            values = {"state": MomentState.FAILED.value, "error": refusal.as_dict(), "finished_at": tx.now}
            store.change(tx.session, moment.id, **values)
            return store.get(tx.session, moment.id)


def _tasks(client: WecomClient, moment_id: str) -> list[MomentTask]:
    listed = pages(lambda cursor: client.moment_tasks(moment_id, cursor))
    return [task for page in listed for task in page.task_list]


def _customers(reactions: Sequence[Reaction]) -> list[Reaction]:
    """Staff like their own moments too; that tells nothing about customers."""
    return [one for one in reactions if one.external_userid]


def _tell(tx: Transaction, moment: Moment, reactions: dict[str, Reactions]) -> None:
    """The same like read twice has the same id, so it is told once."""
    staff = stores.ensure_staff(tx, moment.account, reactions) if reactions else {}
    told = []
    for userid, seen in reactions.items():
        member = staff[userid]
        for name, rows in (("moment_liked", seen.like_list), ("moment_commented", seen.comment_list)):
            for one in _customers(rows):
                at = datetime.fromtimestamp(one.create_time, UTC)
                told.append(
                    NewEvent(
                        event_id=event_uuid(
                            "wecom", name, moment.account, moment.moment_id, userid, one.external_userid, at
                        ),
                        event=name,
                        occurred_at=at,
                        ids={"wecom_external_userid": one.external_userid},
                        account=moment.account,
                        staff_id=str(member.id),
                        store_id=member.store_code,
                        properties={"staff_id": str(member.id)},
                    )
                )
    events.publish_all(tx, told)


def _plan_next(tx: Transaction, moment: Moment, poll: int) -> None:
    if poll < len(POLLS_SECONDS):
        seconds = POLLS_SECONDS[poll]
    else:
        young = tx.now - moment.created_at < timedelta(days=SOON_DAYS)
        seconds = SOON_SECONDS if young else LATER_SECONDS
    tx.enqueue(
        "wecom.moment_results", {"moment": moment.id, "poll": poll + 1},
        due=tx.now + timedelta(seconds=seconds), dedup_key=f"wecom.moment_results:{moment.id}:{poll + 1}",
    )  # fmt: skip
