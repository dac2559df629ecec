"""Life in real time: visits, chats and new friends at a pleasant rate; bursts for load tests."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from random import Random

from huayuan_sandbox.postman import Postman
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.effects import Added, Event, EventIds, Stretch
from huayuan_sandbox.world.hunters import rings
from huayuan_sandbox.world.people import NEVER, Person
from huayuan_sandbox.world.world import World

_TICK = 0.2
_FLUSH = 1.0
_DUTY = 30.0
_TRIES = 20
_SECONDS_BETWEEN_ACCOUNTS = 2.0
_KEPT_EVENTS = 20_000
_USUAL_POPULATION = 5000


class Live:
    """`start`, `stop`, and single additions by hand. All times are the clock's."""

    def __init__(self, world: World, postman: Postman, clock: Clock) -> None:
        self._world = world
        self._people = people = world.people
        self._behaviour = world.behaviour
        self._postman = postman
        self._clock = clock
        self._rng = Random(f"{people.seed}|live|{clock.now()}")
        self._out = Stretch(EventIds(f"{people.seed}|live ids|{clock.now()}"))
        self._next_duty = 0.0
        self._asked: set[str] = set()
        self._ready: deque[Event] = deque(maxlen=_KEPT_EVENTS)
        self._tasks: list[asyncio.Task[None]] = []
        self.burst_left = 0
        self.speed = 1.0
        self.time_factor = 1.0
        self.adds_per_second: float | None = None
        self.problem = ""

    @property
    def running(self) -> bool:
        return bool(self._tasks)

    def start(self, speed: float, adds_per_second: float | None) -> None:
        self.speed, self.adds_per_second = speed, adds_per_second
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._live()), asyncio.create_task(self._flush())]
            for task in self._tasks:
                task.add_done_callback(self._ended)

    async def stop(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ---- by hand

    def add(self, person: Person, *, way: str = "", staff: str = "", state: str = "") -> Added | None:
        """One person adds a member now; the callback leaves at once. None when they are friends already."""
        now = self._clock.now()
        self._take_over()
        person.arrives = 0
        added = self._world.doors.wecom.add_friend(
            person, now, self._rng, live=True, way=way, staff=staff, state=state
        )
        if added is not None:
            silence = self._world.parameters.live_silence_after_add
            self._world.deeds.after_add(person, now, added, self._rng, silence)
            self._postman.send_callbacks()
        return added

    def someone(self) -> Person:
        """A person without friends, known to the brand or not; a newcomer when few are left."""
        for _ in range(40):
            person = self._people[self._rng.randrange(len(self._people))]
            if not person.friends:
                return person
        return self._people.newcomer()

    async def burst(self, adds: int, per_second: float) -> None:
        """`adds` people add members, evenly spread; counted down in `burst_left`."""
        self.burst_left += adds
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(adds):
            wait = began + number / per_second - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            for _ in range(_TRIES):
                if self.add(self.someone()) is not None:
                    break
            self.burst_left -= 1

    def raid(self) -> list[int]:
        """All accounts of a ring of bonus hunters come, soon after each other; empty when there is no ring."""
        all_rings = rings(self._people)
        if not all_rings:
            return []
        now, accounts = self._clock.now(), self._rng.choice(all_rings)
        for place, index in enumerate(accounts):
            self._world.later.plan(now + _SECONDS_BETWEEN_ACCOUNTS * place, "visit", index)
        return accounts

    # ---- by itself

    async def _live(self) -> None:
        loop = asyncio.get_running_loop()
        last = loop.time()
        while True:
            await asyncio.sleep(_TICK)
            elapsed, last = loop.time() - last, loop.time()
            self.step(min(elapsed, 5.0) * self.time_factor)

    def step(self, elapsed: float) -> None:
        """What begins within `elapsed` seconds, and what is due by now."""
        settings, now = self._world.parameters, self._clock.now()
        self._take_over()
        crowd = math.sqrt(len(self._people) / _USUAL_POPULATION) * self.speed
        busy = self._world.season.of(now).visits
        for _ in range(self._count(settings.live_visits_per_second * busy * crowd * elapsed)):
            self._visit(now)
        self._world.readers.look(self._rng)
        self._world.deeds.carry_out(now, self._rng, self._out, live=True)
        self._work(now)
        self._pay_prepared(now)
        adds = self.adds_per_second
        rate = settings.live_adds_per_second * crowd if adds is None else adds
        for _ in range(self._count(rate * elapsed)):
            self.add(self.someone())
        self._ready.extend(self._out.take(now))
        self._postman.send_callbacks()

    def _take_over(self) -> None:
        """Behaviour is shared with history, which leaves its own dice behind."""
        self._behaviour.rng, self._behaviour.live = self._rng, True

    def _visit(self, now: float) -> None:
        settings = self._world.parameters
        for _ in range(60):
            person = self._people[self._rng.randrange(len(self._people))]
            present = person.arrives != NEVER and not person.asleep and person.ring < 0
            if present and self._rng.random() * settings.visits_per_day_max < person.visits_per_day:
                self._behaviour.come_by(person, now, settings.live_think_time_factor, self._out)
                return

    def _work(self, now: float) -> None:
        """In live life all members look at their phones all the time: somebody may be waiting for a tap at night."""
        duty = self._world.doors.duty
        if duty is not None and now >= self._next_duty:
            self._next_duty = now + _DUTY
            members = [one.userid for one in self._world.chain.staff if one.serves and one.activated]
            duty.on_duty(members, now, self._rng, live=True)

    def _pay_prepared(self, now: float) -> None:
        """Orders that the platform prepared with WeChat Pay: most payers confirm within a minute."""
        pay, settings = self._world.doors.pay, self._world.parameters
        waiting = pay.prepared() if pay is not None else ()
        self._asked &= {order_no for _, order_no, _ in waiting}
        for person, order_no, amount in waiting:
            if order_no not in self._asked:
                self._asked.add(order_no)
                if self._rng.random() < settings.pays:
                    detail = {"order_no": order_no, "amount": amount}
                    self._world.later.plan(
                        now + 3 + 40 * self._rng.random(), "wechat_pay", person.index, "", detail
                    )

    async def _flush(self) -> None:
        while True:
            await asyncio.sleep(_FLUSH)
            if self._ready:
                events = list(self._ready)
                self._ready.clear()
                await self._postman.send_events(events)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (problem := task.exception()) is not None:
            self.problem = f"live life stopped: {type(problem).__name__}: {problem}"
            self._tasks = []

    def _count(self, expected: float) -> int:
        """A Poisson draw; expected is small."""
        limit, count, product = math.exp(-min(expected, 50.0)), 0, self._rng.random()
        while product > limit:
            count += 1
            product *= self._rng.random()
        return count
