"""How each plan of `later.py` is carried out when its time has come."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from huayuan_sandbox.world.behaviour import Behaviour
from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.doors import Added, JoinScene, LeaveScene, Purchase
from huayuan_sandbox.world.effects import Stretch
from huayuan_sandbox.world.later import NOBODY, Plan
from huayuan_sandbox.world.names import CHAT_KEYWORDS
from huayuan_sandbox.world.people import EXTERNAL, Person
from huayuan_sandbox.world.visit import Reason

_SILENCE_IN_HISTORY = 5.0


class Deeds:
    """Everything people do at a planned moment. A service without a door makes its plans come to nothing."""

    def __init__(self, life: Behaviour, corp_id: str) -> None:
        self._life = life
        self._people = life.people
        self._doors = life.doors
        self._later = life.later
        self._settings = life.parameters
        self._corp_id = corp_id
        self._out: Stretch | None = None
        self._how: dict[str, Callable[[Plan, Person, Random], None]] = {
            "add": self._add,
            "message": self._write,
            "confirm": self._confirm,
            "edit": self._edit,
            "leave": self._leave,
            "drop": self._drop,
            "order_refunded": self._refund,
            "wechat_pay": self._wechat_pay,
            "visit": self._visit,
            "follow": self._follow,
            "unfollow": self._unfollow,
            "scan": self._scan,
            "say": self._say,
            "read": self._read,
            "join": self._join,
            "quit": self._quit,
            "remove": self._remove,
            "talk": self._talk,
            "invite": self._invite,
            "shop_order": self._shop_order,
            "shop_pay": self._shop_pay,
            "shop_cancel": self._shop_cancel,
            "shop_refund": self._shop_refund,
            "subscribe": self._subscribe,
            "like": self._like,
            "comment": self._comment,
        }

    def carry_out(self, until: float, rng: Random, out: Stretch, *, live: bool) -> None:
        """Everything due by `until`, in time order; what is planned meanwhile too."""
        self._out = out
        self._life.live = live
        for plan in self._later.due(until):
            # After a pause of the sandbox plans are old; what others can see happens now.
            at = until if live and plan.kind in ("confirm", "add") else plan.at
            if plan.person == NOBODY:
                self._doors.wecom.admin_makes_tag(at, rng)
            else:
                plan.at = at
                self._how[plan.kind](plan, self._people[plan.person], rng)

    # ---- friends

    def after_add(self, person: Person, at: float, added: Added, rng: Random, silence: float) -> None:
        """Plans the friendship: perhaps a message, a remark, a goodbye; none before `silence` seconds."""
        settings, index, staff = self._settings, person.index, added.staff
        plan, begins = self._later.plan, at + silence
        person.warm(settings.warmth_of_friendship)
        if added.half:
            plan(self._when_on_duty(staff, begins + 600 * rng.random()), "confirm", index, staff)
        if rng.random() < settings.writes_after_add:
            plan(begins + rng.expovariate(1 / 900), "message", index, staff)
        if rng.random() < settings.share_remarked_later:
            plan(self._when_on_duty(staff, begins + rng.expovariate(1 / (3 * DAY))), "edit", index, staff)
        draw = rng.random()
        if draw < settings.customer_leaves_30_days:
            plan(begins + 30 * DAY * rng.random(), "leave", index, staff)
        elif draw < settings.customer_leaves_30_days + settings.staff_drops_30_days:
            plan(begins + 30 * DAY * rng.random(), "drop", index, staff)
        self._life.perhaps_join(
            person, begins + 1800 * rng.random(), settings.joins_after_add, invited_by_staff=True
        )

    def _when_on_duty(self, userid: str, at: float) -> float:
        """Members of staff work in shifts; in live life, at whatever hour somebody tries things, they answer."""
        member = self._life.staff.get(userid)
        return at if self._life.live or member is None else member.next_duty(at)

    def _add(self, plan: Plan, person: Person, rng: Random) -> None:
        live = self._life.live
        added = self._doors.wecom.add_friend(person, plan.at, rng, live=live)
        if added is not None:
            silence = self._settings.live_silence_after_add if live else _SILENCE_IN_HISTORY
            self.after_add(person, plan.at, added, rng, silence)

    def _confirm(self, plan: Plan, person: Person, rng: Random) -> None:
        if plan.staff in person.friends:
            self._doors.wecom.confirm_friend(person, plan.staff, plan.at, live=self._life.live)

    def _edit(self, plan: Plan, person: Person, rng: Random) -> None:
        if plan.staff in person.friends:
            self._doors.wecom.staff_edits(person, plan.staff, plan.at)

    def _leave(self, plan: Plan, person: Person, rng: Random) -> None:
        """Without a name: all of them."""
        for staff in person.friends:
            if plan.staff in ("", staff):
                person.friends = [one for one in person.friends if one != staff]
                self._doors.wecom.customer_leaves(person, staff, plan.at)

    def _drop(self, plan: Plan, person: Person, rng: Random) -> None:
        if plan.staff in person.friends:
            person.friends = [staff for staff in person.friends if staff != plan.staff]
            self._doors.wecom.staff_drops(person, plan.staff, plan.at)

    def _write(self, plan: Plan, person: Person, rng: Random) -> None:
        if plan.staff not in person.friends or not self._doors.wecom.customer_writes(
            person, plan.staff, plan.at
        ):
            return
        hits = rng.sample(CHAT_KEYWORDS, 1) if rng.random() < 0.3 else []
        kind = "text" if rng.random() < 0.85 else rng.choice(("image", "voice", "emotion"))
        message = {"kind": kind, "keyword_hits": hits, "staff_id": plan.staff}
        self._tell(person, plan.at, "message_received", EXTERNAL, message, self._corp_id)
        if rng.random() < 0.55:
            self._later.plan(plan.at + 5 + rng.expovariate(1 / 40), "message", person.index, plan.staff)

    # ---- shops

    def _refund(self, plan: Plan, person: Person, rng: Random) -> None:
        detail = plan.detail
        person.warm(self._settings.warmth_of_refund)
        self._tell(person, plan.at, "order_refunded", detail["shown"], detail["refund"], detail["account"])
        if self._doors.pay is not None and detail.get("by_wechat"):
            refund = detail["refund"]
            self._doors.pay.refund(
                person, plan.at, refund["order_no"], refund["amount"], live=self._life.live
            )

    def _wechat_pay(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.pay is not None:
            account = self._doors.official_account
            self._doors.pay.pay(
                person, plan.at, plan.detail["order_no"], plan.detail["amount"],
                appid=account.appid if account is not None else "", live=self._life.live,
            )  # fmt: skip

    def _visit(self, plan: Plan, person: Person, rng: Random) -> None:
        self._life.greet(person)
        pace = self._settings.live_think_time_factor if self._life.live else 1.0
        if self._out is not None:
            self._life.come_by(person, plan.at, pace, self._out, Reason(**plan.detail))

    def _shop_order(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.mini_program is not None:
            purchase = msgspec.convert(plan.detail, Purchase)
            self._doors.mini_program.order(person, plan.at, purchase, live=self._life.live)

    def _shop_pay(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.mini_program is not None:
            self._doors.mini_program.pay(person, plan.at, plan.detail["order_no"], live=self._life.live)

    def _shop_cancel(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.mini_program is not None:
            self._doors.mini_program.cancel(person, plan.at, plan.detail["order_no"], live=self._life.live)

    def _shop_refund(self, plan: Plan, person: Person, rng: Random) -> None:
        person.warm(self._settings.warmth_of_refund)
        if self._doors.mini_program is not None:
            order_no, amount = plan.detail["order_no"], plan.detail["amount"]
            self._doors.mini_program.refund(person, plan.at, order_no, amount, live=self._life.live)

    def _subscribe(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.mini_program is not None:
            self._doors.mini_program.subscribe(person, plan.at, live=self._life.live)

    # ---- 公众号

    def _follow(self, plan: Plan, person: Person, rng: Random) -> None:
        account, settings = self._doors.official_account, self._settings
        if account is not None and account.follow(person, plan.at, rng, live=self._life.live) is not None:
            person.warm(settings.warmth_of_friendship)
            if rng.random() < settings.unfollows_30_days:
                self._later.plan(plan.at + 30 * DAY * rng.random(), "unfollow", person.index)

    def _unfollow(self, plan: Plan, person: Person, rng: Random) -> None:
        account = self._doors.official_account
        if account is not None and account.follows(person):
            account.unfollow(person, plan.at, live=self._life.live)

    def _scan(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.official_account is not None:
            self._doors.official_account.scan(person, plan.at, rng, live=self._life.live)

    def _say(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.official_account is not None:
            self._doors.official_account.say(person, plan.at, plan.detail["text"], live=self._life.live)

    def _read(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.official_account is not None:
            shared = rng.random() < self._settings.shares_article
            self._doors.official_account.read_article(person, plan.at, plan.detail["article"], shared=shared)

    # ---- groups

    def _join(self, plan: Plan, person: Person, rng: Random) -> None:
        groups = self._doors.groups
        if groups is None or groups.rooms_with(person):
            return
        if not plan.detail.get("invited"):
            self._enter(person, plan.at, rng, JoinScene.CODE, "", None)
        elif person.friends and (rooms := groups.rooms_of(self._life.store_of(person))):
            self._enter(person, plan.at, rng, JoinScene.INVITED, rooms[-1], None)

    def _invite(self, plan: Plan, person: Person, rng: Random) -> None:
        groups, friend = self._doors.groups, self._life.acquaintance(person)
        if groups is None or friend is None:
            return
        rooms = groups.rooms_with(person)
        if rooms and rooms[-1] not in groups.rooms_with(friend):
            self._life.greet(friend)
            self._enter(friend, plan.at, rng, JoinScene.INVITED, rooms[-1], person)

    def _enter(
        self, person: Person, at: float, rng: Random, scene: JoinScene, room: str, inviter: Person | None
    ) -> None:
        groups, settings = self._doors.groups, self._settings
        if groups is None:
            return
        entered = groups.join(person, at, rng, scene, live=self._life.live, room=room, inviter=inviter)
        if entered is None:
            return
        if rng.random() < settings.quits_3_days:
            self._later.plan(at + 3 * DAY * rng.random(), "quit", person.index, entered)
        elif rng.random() < settings.quits_30_days:
            self._later.plan(at + DAY * (3 + 27 * rng.random()), "quit", person.index, entered)

    def _quit(self, plan: Plan, person: Person, rng: Random) -> None:
        """`staff` holds the room; without it, the latest."""
        if self._doors.groups is not None:
            rooms = self._doors.groups.rooms_with(person)
            if rooms and plan.staff in ("", *rooms):
                room = plan.staff or rooms[-1]
                self._doors.groups.leave(person, room, plan.at, LeaveScene.BY_ITSELF, live=self._life.live)

    def _remove(self, plan: Plan, person: Person, rng: Random) -> None:
        """Staff put somebody out who posts advertisements."""
        if self._doors.groups is not None:
            for room in tuple(self._doors.groups.rooms_with(person)):
                self._doors.groups.leave(person, room, plan.at, LeaveScene.REMOVED, live=self._life.live)

    def _talk(self, plan: Plan, person: Person, rng: Random) -> None:
        groups, kind = self._doors.groups, str(plan.detail.get("kind", "text"))
        rooms = groups.rooms_with(person) if groups is not None else ()
        if groups is None or not rooms:
            return
        room = rooms[-1]
        if groups.talk(person, room, plan.at, kind):
            posted = {"group_id": room, "kind": kind}
            self._tell(person, plan.at, "group_message_posted", EXTERNAL, posted, self._corp_id)

    # ---- 朋友圈

    def _like(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.moments is not None:
            self._doors.moments.like(person, plan.at, plan.detail["moment"])

    def _comment(self, plan: Plan, person: Person, rng: Random) -> None:
        if self._doors.moments is not None:
            self._doors.moments.comment(person, plan.at, plan.detail["moment"], plan.detail["text"])

    def _tell(
        self, person: Person, at: float, event: str, shown: int, properties: dict[str, Any], account: str
    ) -> None:
        if self._out is not None:
            self._out.tell(person, at, event, shown, properties, account)
