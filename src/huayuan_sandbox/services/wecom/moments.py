"""客户朋友圈. `Moments` is the world's `MomentDoor`."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom import moment as kinds
from huayuan_sandbox.services.wecom.content import addresses
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.moment import Job, Moment, Publication, Reaction
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import local_day
from huayuan_sandbox.services.wecom.sight import sees
from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

_JOB_SECONDS = 86_400
_MONTH_DAYS = 30


class MomentsState(msgspec.Struct):
    """`asked`: local day → orders of that day, for the monthly limit."""

    jobs: dict[str, Job] = {}
    moments: dict[str, Moment] = {}
    made: int = 0
    asked: dict[int, int] = {}


class Moments(Part[MomentsState]):
    name = "moments"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, MomentsState())
        self._recent: deque[float] = deque()
        self._running: dict[str, None] = {}
        self._open: dict[str, dict[str, None]] = {}

    # ---- ordering one

    def order(self, job: Job) -> Job:
        """Raises 45009 (10 a minute), 41210 (100,000 a month) and 41078 (too many at once)."""
        rules, now = self.corp.rules, job.asked_at
        while self._recent and self._recent[0] <= now - 60:
            self._recent.popleft()
        if len(self._recent) >= rules.moments_per_minute:
            raise WeComError(45009)
        if len(self._running) >= rules.moment_jobs_at_once:
            raise WeComError(41078)
        today = local_day(now)
        if (
            sum(n for day, n in self.state.asked.items() if day > today - _MONTH_DAYS)
            >= rules.moments_per_month
        ):
            raise WeComError(41210)
        self._recent.append(now)
        self.state.asked[today] = self.state.asked.get(today, 0) + 1
        self.state.made += 1
        job.jobid = f"{Random(f'{self.corp.seed}|moment job|{self.state.made}').getrandbits(128):032x}"
        self.state.jobs[job.jobid] = job
        self._running[job.jobid] = None
        return job

    def job(self, jobid: str, now: float) -> Job:
        """Raises 40058 for one that is unknown or older than a day."""
        job = self.state.jobs.get(jobid)
        if job is None or now > job.asked_at + _JOB_SECONDS:
            raise WeComError(40058, "jobid")
        return job

    def progress(self, job: Job, now: float) -> int:
        """STARTED, CREATING or FINISHED."""
        if job.done:
            return kinds.FINISHED
        half = job.asked_at + self.corp.rules.moment_job_seconds / 2
        return kinds.STARTED if now < half else kinds.CREATING

    def pass_time(self, now: float) -> None:
        """Jobs finish in the order they came."""
        while self._running:
            job = self.state.jobs[next(iter(self._running))]
            if now < job.asked_at + self.corp.rules.moment_job_seconds:
                return
            del self._running[job.jobid]
            self._finish(job)

    # ---- what staff do

    def publish(self, moment: Moment, userid: str, at: float, *, live: bool) -> int:
        """How many customers see it."""
        publication = moment.publications[userid]
        self._open.get(userid, {}).pop(moment.moment_id, None)
        friends = {
            one.external_userid for one in self.corp.of_staff.get(userid, ()) if not one.left_by_customer
        }
        publication.published_at = int(at)
        publication.seen_by = [one for one in publication.customers if one in friends]
        mailbox, known = self.corp.mailbox, self.corp.people_known
        if mailbox is not None and publication.seen_by:
            links = addresses(moment.text, moment.attachments)
            letter = Letter(moment.moment_id, "moment", moment.text, links, staff=userid)
            mailbox.delivered(letter, [known[one] for one in publication.seen_by], at, live=live)
        return len(publication.seen_by)

    def waiting_for(self, userid: str) -> list[Moment]:
        return [self.state.moments[moment_id] for moment_id in self._open.get(userid, ())]

    def look(self, userid: str, at: float, rng: Random, *, live: bool) -> None:
        """The member publishes some of what waits."""
        for moment in self.waiting_for(userid):
            if rng.random() < self.corp.rules.staff_taps:
                self.publish(moment, userid, at, live=live)

    def cancel(self, moment: Moment) -> None:
        """What has been published stays."""
        moment.cancelled = True
        for userid in moment.publications:
            self._open.get(userid, {}).pop(moment.moment_id, None)

    # ---- the door of the world

    def like(self, person: Person, at: float, moment: str) -> bool:
        """Once, with the first of its friends who shows the moment. False when the person does not see it."""
        publication, who = self._seen(moment, person), person.external_userid
        if publication is None or who in publication.likes:
            return False
        publication.likes[who] = Reaction(int(at), who)
        return True

    def comment(self, person: Person, at: float, moment: str, text: str) -> bool:
        publication = self._seen(moment, person)
        if publication is None:
            return False
        publication.comments.append(Reaction(int(at), person.external_userid, text=text))
        return True

    def visible_to(self, person: Person, among: int) -> list[tuple[Moment, Publication]]:
        """Of the `among` newest, those that friends of the person show; the newest first."""
        newest = islice(reversed(self.state.moments.values()), among)
        seen = ((moment, self._seen(moment.moment_id, person)) for moment in newest)
        return [(moment, publication) for moment, publication in seen if publication is not None]

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        self._running = {job.jobid: None for job in self.state.jobs.values() if not job.done}
        self._open = {}
        for moment in self.state.moments.values():
            self._remember(moment)

    # ---- inside

    def keep(self, moment: Moment) -> Moment:
        moment.number = len(self.state.moments) + 1
        rng = Random(f"{self.corp.seed}|moment|{moment.number}")
        moment.moment_id = f"mom{rng.getrandbits(112):028x}"
        self.state.moments[moment.moment_id] = moment
        self._remember(moment)
        return moment

    def _finish(self, job: Job) -> None:
        """Senders and tags that do not exist are named; without a sender left there is no moment."""
        corp, wish = self.corp, job.wish
        known = {store.id for store in corp.chain.stores} | {
            corp.chain.region_id(s.region) for s in corp.chain.stores
        }
        serving = [one for one in corp.serving if sees(corp, one)]
        job.done = True
        job.lost_users = [one for one in wish.users if one not in serving]
        job.lost_departments = [one for one in wish.departments if one not in known | {1}]
        job.lost_tags = [one for one in wish.tags if one not in corp.tags.tags or corp.tags.tags[one].deleted]
        users = [one for one in wish.users if one not in job.lost_users]
        named = corp.members_of_way(users, wish.departments)
        senders = serving if wish.everybody else [one for one in named if one in serving]
        tags = [one for one in wish.tags if one not in job.lost_tags]
        if not senders or (wish.tags and not tags):
            job.code = 81013
            return
        visible = kinds.PARTLY if wish.tags else kinds.PUBLIC
        made_at = int(job.asked_at + corp.rules.moment_job_seconds)
        moment = Moment("", 0, made_at, job.text, job.attachments, visible)
        for number, userid in enumerate(senders, start=1):
            moment.publications[userid] = Publication(number, userid, self._chosen(userid, tags))
        job.moment_id = self.keep(moment).moment_id

    def _chosen(self, userid: str, tags: list[str]) -> list[str]:
        return [
            one.external_userid for one in self.corp.of_staff.get(userid, ())
            if not one.half and not one.left_by_customer
            and (not tags or any(tag in one.tag_ids for tag in tags))
        ]  # fmt: skip

    def _remember(self, moment: Moment) -> None:
        for publication in moment.publications.values():
            if not publication.published_at and not moment.cancelled:
                self._open.setdefault(publication.userid, {})[moment.moment_id] = None

    def _seen(self, moment_id: str, person: Person) -> Publication | None:
        moment = self.state.moments.get(moment_id)
        for userid in person.friends if moment else ():
            publication = moment.publications.get(userid) if moment else None
            if publication is not None and person.external_userid in publication.seen_by:
                return publication
        return None
