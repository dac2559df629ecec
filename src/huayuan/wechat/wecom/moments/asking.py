"""A moment becomes a job of the platform, the job a moment; one at most, whatever gets lost on the way."""

from __future__ import annotations

from datetime import datetime, timedelta

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import never_arrived, pages
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.errors import ERRORS
from huayuan.wechat.wecom.media.attachments import MomentAttachments
from huayuan.wechat.wecom.media.shelf import MediaShelf
from huayuan.wechat.wecom.moments import store
from huayuan.wechat.wecom.moments.contracts import Moment, MomentState
from huayuan.wechat.wecom.moments.errors import MomentNotReady
from huayuan.wechat.wecom.moments.limits import (
    CLOCK_SECONDS,
    IN_FLIGHT_SECONDS,
    JOB_HOURS,
    POLLS_SECONDS,
)

FINISHED = 3
FINAL = (Reaction.GIVE_UP, Reaction.MARK, Reaction.SUCCEED)


class MomentAsking:
    def __init__(self, uow: UnitOfWork, clients: Clients, shelf: MediaShelf) -> None:
        self._uow = uow
        self._clients = clients
        self._shelf = shelf

    def run(self, number: int) -> None:
        """As far as the moment can be brought now. Raises what asking again may cure, MomentNotReady among it."""
        with self._uow.read() as tx:
            moment = store.get(tx.session, number)
            now = tx.now
        if moment is None:
            return
        client = self._clients.of(moment.connection_id)
        if moment.state is MomentState.PREPARING and not self._found(client, moment, now):
            self._ask(client, moment)
        with self._uow.read() as tx:
            moment = store.get(tx.session, number)
        assert moment is not None
        if moment.state is MomentState.CREATING:
            self._job(client, moment, now)

    def _ask(self, client: WecomClient, moment: Moment) -> None:
        with self._uow.begin() as tx:
            store.change(tx.session, moment.id, asked_at=tx.now)
            staff = stores.staff_by_id(tx, moment.staff_ids)
            userids = [staff[one].userid for one in moment.staff_ids if one in staff]
            tags = sorted(set(profiles.their_tags(tx, moment.account, moment.tag_ids).values()))
        attachments = MomentAttachments(self._shelf, moment.connection_id, moment.attachments)
        try:
            jobid = client.add_moment(moment.text, attachments.wire(), userids, tags)
        except Refused as refusal:
            if refusal.reaction in FINAL:
                return self._failed(moment, refusal)
            self._not_asked(moment)
            raise
        except HuayuanError as error:
            if never_arrived(error):
                self._not_asked(moment)
            raise
        with self._uow.begin() as tx:
            store.change(tx.session, moment.id, jobid=jobid, state=MomentState.CREATING.value)

    def _job(self, client: WecomClient, moment: Moment, now: datetime) -> None:
        """Raises MomentNotReady while the platform works on it."""
        assert moment.jobid is not None
        job = client.moment_job(moment.jobid)
        if job.status != FINISHED or job.result is None:
            if moment.asked_at and now - moment.asked_at > timedelta(hours=JOB_HOURS):
                return self._failed(moment, MomentNotReady())
            raise MomentNotReady()
        if job.result.errcode:
            return self._failed(moment, Refused(ERRORS, job.result.errcode, "add_moment_task"))
        self._made(moment, job.result.moment_id)

    def _made(self, moment: Moment, moment_id: str) -> None:
        with self._uow.begin() as tx:
            store.change(tx.session, moment.id, moment_id=moment_id, state=MomentState.WAITING.value)
            due = tx.now + timedelta(seconds=POLLS_SECONDS[0])
            payload = {"moment": moment.id, "poll": 1}
            tx.enqueue(
                "wecom.moment_results", payload, due=due, dedup_key=f"wecom.moment_results:{moment.id}:1"
            )

    def _failed(self, moment: Moment, error: HuayuanError) -> None:
        with self._uow.begin() as tx:
            values = {"state": MomentState.FAILED.value, "error": error.as_dict(), "finished_at": tx.now}
            store.change(tx.session, moment.id, **values)

    def _not_asked(self, moment: Moment) -> None:
        with self._uow.begin() as tx:
            store.change(tx.session, moment.id, asked_at=None)

    def _found(self, client: WecomClient, moment: Moment, now: datetime) -> bool:
        """Whether the request whose answer was lost made a moment. Raises MomentNotReady while that may change."""
        if moment.asked_at is None:
            return False
        found = self._find(client, moment, now)
        if found is not None:
            self._made(moment, found)
            return True
        if (now - moment.asked_at).total_seconds() < IN_FLIGHT_SECONDS:
            raise MomentNotReady()
        return False

    def _find(self, client: WecomClient, moment: Moment, now: datetime) -> str | None:
        """By time, text and that the API made it."""
        assert moment.asked_at is not None
        clock = timedelta(seconds=CLOCK_SECONDS)
        since = moment.asked_at - clock
        for page in pages(lambda cursor: client.moments(since, now + clock, cursor)):
            alike = [
                one.moment_id
                for one in page.moment_list
                if not one.creator and (one.text.content if one.text else "") == moment.text
            ]
            with self._uow.read() as tx:
                known = store.known_ids(tx.session, alike)
            for moment_id in alike:
                if moment_id not in known:
                    return moment_id
        return None


def plan(tx: Transaction, moment: Moment) -> None:
    """Have a new moment made in the background."""
    tx.enqueue("wecom.moment_create", {"moment": moment.id}, dedup_key=f"wecom.moment_create:{moment.id}")
