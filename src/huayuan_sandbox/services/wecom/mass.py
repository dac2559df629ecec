"""企业群发: tasks that every sender confirms, caps per customer, and what became of each recipient."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.content import addresses
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.room import local_day
from huayuan_sandbox.services.wecom.sight import sees
from huayuan_sandbox.world.doors import Letter
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

WAITING, SENT, NO_FRIEND, CAPPED = 0, 1, 2, 3
TASK_WAITING, TASK_DONE = 0, 2
BY_CORP, BY_STAFF = 0, 1
_CAP_DAYS = 31
_REMINDER_SECONDS = 86_400


class Target(msgspec.Struct):
    """`to`: an external_userid, or a chat_id in messages to groups. `status`: WAITING … CAPPED."""

    number: int
    to: str
    status: int = WAITING
    sent_at: int = 0


class Task(msgspec.Struct):
    number: int
    userid: str
    targets: list[Target]
    status: int = TASK_WAITING
    sent_at: int = 0


class Mass(msgspec.Struct):
    msgid: str
    number: int
    chat_type: str
    created_at: float
    text: str
    attachments: list[dict[str, Any]]
    tasks: dict[str, Task] = {}
    creator: str = ""
    create_type: int = BY_CORP
    allow_select: bool = False
    cancelled: bool = False
    reminders: list[float] = []


class MassState(msgspec.Struct):
    """`received`: recipient → local days of its last mass messages; `never`: staff who do not tap."""

    masses: dict[str, Mass] = {}
    made: int = 0
    received: dict[str, list[int]] = {}
    never: list[str] = []


class MassMessages(Part[MassState]):
    name = "mass_messages"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, MassState())
        self._open: dict[str, dict[str, None]] = {}

    # ---- making one

    def route(self, external_userids: Iterable[str], sender: str) -> tuple[dict[str, list[str]], list[str]]:
        """Who sends to whom: `sender`, or the member who talked or befriended last. And who cannot be reached."""
        plan: dict[str, list[str]] = {}
        failed: list[str] = []
        for external_userid in dict.fromkeys(external_userids):
            friends = [one for one in self.corp.of_customer.get(external_userid, ()) if self._reaches(one)]
            if sender:
                friends = [one for one in friends if one.userid == sender]
            if friends:
                nearest = max(friends, key=lambda one: max(one.spoke_at, one.created_at))
                plan.setdefault(nearest.userid, []).append(external_userid)
            else:
                failed.append(external_userid)
        return plan, failed

    def everybody_of(self, userid: str) -> list[str]:
        return [one.external_userid for one in self.corp.of_staff.get(userid, ()) if self._reaches(one)]

    def wearing(self, groups: list[list[str]], sender: str) -> list[str]:
        """Customers with one tag of every group. With a `sender`, only friends of it."""
        found = [
            relation.external_userid
            for relation in self.corp.relations.values()
            if self._reaches(relation)
            and (not sender or relation.userid == sender)
            and all(any(tag in relation.tag_ids for tag in group) for group in groups)
        ]
        return list(dict.fromkeys(found))

    def create(self, mass: Mass, plan: dict[str, list[str]]) -> Mass:
        """Raises 41048 when nobody of the plan may get a message any more."""
        if not any(not self.capped(to, mass.created_at) for targets in plan.values() for to in targets):
            raise WeComError(41048)
        self.state.made += 1
        mass.number = self.state.made
        rng = Random(f"{self.corp.seed}|mass|{mass.number}")
        mass.msgid = f"msgGCAAAXtWyujaWJHDDGi0mAA{rng.getrandbits(64):016x}"
        number = 0
        for userid, targets in plan.items():
            rows = [Target(number + place, to) for place, to in enumerate(targets, start=1)]
            number += len(rows)
            mass.tasks[userid] = Task(len(mass.tasks) + 1, userid, rows)
            self._open.setdefault(userid, {})[mass.msgid] = None
        self.state.masses[mass.msgid] = mass
        return mass

    # ---- asking about it

    def find(self, msgid: str, now: float) -> Mass:
        """Raises 41046 (missing), 41047 (unknown) and 41063 (still being dispatched)."""
        if not msgid:
            raise WeComError(41046)
        mass = self.state.masses.get(msgid)
        if mass is None:
            raise WeComError(41047)
        if now < mass.created_at + self.corp.rules.mass_dispatch_seconds:
            raise WeComError(41063)
        return mass

    def waiting_for(self, userid: str) -> list[Mass]:
        """What a member has not confirmed yet."""
        return [self.state.masses[msgid] for msgid in self._open.get(userid, ())]

    def capped(self, to: str, at: float) -> bool:
        """Has had its share of mass messages, of the corp and of staff together."""
        days, today = self.state.received.get(to, ()), local_day(at)
        rule = self.corp.rules.mass_rule
        if rule == "day":
            return today in days
        if rule == "week":
            return sum(day > today - 7 for day in days) >= 7
        date = (datetime.fromtimestamp(at, UTC) + timedelta(hours=8)).date()
        return sum(day > today - date.day for day in days) >= monthrange(date.year, date.month)[1]

    # ---- changing it

    def remind(self, mass: Mass, now: float) -> None:
        """Raises 41093 (cancelled) and 41094 (a fourth time within a day)."""
        if mass.cancelled:
            raise WeComError(41093)
        mass.reminders = [at for at in mass.reminders if at > now - _REMINDER_SECONDS]
        if len(mass.reminders) >= self.corp.rules.reminders_per_day:
            raise WeComError(41094)
        mass.reminders.append(now)

    def cancel(self, mass: Mass) -> None:
        """What has been sent stays sent. Raises 41093 the second time."""
        if mass.cancelled:
            raise WeComError(41093)
        mass.cancelled = True
        for userid in mass.tasks:
            self._open.get(userid, {}).pop(mass.msgid, None)

    def confirm(
        self, mass: Mass, userid: str, at: float, *, live: bool, only: Sequence[str] | None = None
    ) -> dict[str, int]:
        """The member taps. `only` is a choice among the recipients where that is allowed. Counts by status."""
        self._open.get(userid, {}).pop(mass.msgid, None)
        task = mass.tasks[userid]
        task.status, task.sent_at = TASK_DONE, int(at)
        reached: list[Target] = []
        for target in task.targets:
            if only is None or target.to in only:
                self._send(mass, task, target, at)
                if target.status == SENT:
                    reached.append(target)
        self._tell(mass, userid, reached, at, live=live)
        counts = {"sent": len(reached)}
        for name, status in (("no_friend", NO_FRIEND), ("capped", CAPPED), ("waiting", WAITING)):
            counts[name] = sum(target.status == status for target in task.targets)
        return counts

    def look(self, userid: str, at: float, rng: Random, *, live: bool) -> None:
        """The member looks at the phone and confirms some of what waits, all the sooner when reminded."""
        if userid in self.state.never:
            return
        rules = self.corp.rules
        for mass in self.waiting_for(userid):
            share = rules.staff_taps_reminded if mass.reminders else rules.staff_taps
            if at >= mass.created_at + rules.mass_dispatch_seconds and rng.random() < share:
                self.confirm(mass, userid, at, live=live)

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        self._open = {}
        for mass in self.state.masses.values():
            for task in mass.tasks.values():
                if task.status == TASK_WAITING and not mass.cancelled:
                    self._open.setdefault(task.userid, {})[mass.msgid] = None

    # ---- inside

    def _reaches(self, relation: Relation) -> bool:
        there = not (relation.half or relation.left_by_customer) and relation.userid in self.corp.staff
        return there and sees(self.corp, relation.userid)

    def _send(self, mass: Mass, task: Task, target: Target, at: float) -> None:
        if mass.chat_type == "group":
            room = self.corp.part(Groups).state.rooms.get(target.to)
            there = room is not None and not room.dismissed_at and room.owner == task.userid
        else:
            relation = self.corp.relations.get((task.userid, target.to))
            there = relation is not None and self._reaches(relation)
        if not there:
            target.status = NO_FRIEND
        elif self.capped(target.to, at):
            target.status = CAPPED
        else:
            target.status, target.sent_at = SENT, int(at)
            days = self.state.received.setdefault(target.to, [])
            days.append(local_day(at))
            del days[:-_CAP_DAYS]

    def _tell(self, mass: Mass, userid: str, reached: list[Target], at: float, *, live: bool) -> None:
        """People learn of it through the world."""
        mailbox, known = self.corp.mailbox, self.corp.people_known
        if mailbox is None or not reached:
            return
        links = addresses(mass.text, mass.attachments)
        if mass.chat_type == "single":
            letter = Letter(mass.msgid, "wecom_chat", mass.text, links, staff=userid)
            mailbox.delivered(letter, [known[one.to] for one in reached], at, live=live)
            return
        for one in reached:
            room = self.corp.part(Groups).state.rooms[one.to]
            letter = Letter(mass.msgid, "wecom_group", mass.text, links, room=room.chat_id, staff=userid)
            inside = [known[member.userid] for member in room.members.values() if member.person >= 0]
            mailbox.delivered(letter, inside, at, live=live)
