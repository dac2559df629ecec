"""Puts the parts together: one population, its services, and the two ways to let time pass."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from huayuan_sandbox import state as state_file
from huayuan_sandbox.collector import Collector
from huayuan_sandbox.delivery import Delivery, Faults
from huayuan_sandbox.gate import Faulty
from huayuan_sandbox.live import Live
from huayuan_sandbox.moving_clock import MovingClock
from huayuan_sandbox.postman import Postman
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.registry import open_services
from huayuan_sandbox.services.wecom.acts.stage import Stage
from huayuan_sandbox.state import Connection, Settings, StateFile
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import DAY, Clock, SystemClock, local_midnight
from huayuan_sandbox.world.doors import Added
from huayuan_sandbox.world.letters import LetterBox
from huayuan_sandbox.world.parameters import Parameters, default_parameters
from huayuan_sandbox.world.people import Person, Population
from huayuan_sandbox.world.stores import open_stores
from huayuan_sandbox.world.world import World

_SAVE_SECONDS = 15.0
# A day of a million customers would not fit into memory at once.
_EVENTS_AT_ONCE = 20_000


class Sandbox:
    """Everything behind the routes. `base_url` is known once the socket is bound."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        parameters: Parameters | None = None,
        state_path: Path | None = None,
    ) -> None:
        self.settings = settings
        self.clock = MovingClock(clock or SystemClock())
        self.parameters = parameters or default_parameters()
        self._state_path = state_path
        chain = open_stores(settings.seed, settings.customers)
        self.people = Population(
            settings.seed, settings.customers, len(chain.stores), settings.days, self.parameters
        )
        opened_at = local_midnight(self.clock.now()) - (settings.days + 30) * DAY
        self.requests = RequestLog()
        self.letters = LetterBox()
        self.services = open_services(
            settings.seed,
            chain,
            self.parameters,
            opened_at,
            self.clock,
            self.requests,
            self.letters,
            self.people,
        )
        self.corp = self.services.wecom.corp
        self.wire = Wire()
        self.delivery = Delivery(self.wire, self.clock, settings.seed)
        self.delivery.on_first_sent = self.services.wecom.callback_sent
        self.collector = Collector(self.wire)
        self.postman = Postman(self.services.all, self.delivery, self.collector, self.clock)
        for service in self.services.all:
            service.send_with(self.postman.send_callbacks)
        corp_id = self.corp.credentials.corp_id
        self.world = World(self.people, chain, self.services.doors, corp_id, self.letters, self.parameters)
        self.days = self.world.days
        self.live = Live(self.world, self.postman, self.clock)
        dice = Random(f"{settings.seed}|call faults")
        self.faulty = Faulty(self.clock, self.requests, dice, self.postman.send_callbacks)
        self.base_url = ""
        self.connection = Connection()
        self.history_played = False
        self.progress = 0.0
        self.problem = ""
        self._history: asyncio.Task[None] | None = None
        self._saver: asyncio.Task[None] | None = None
        self._bursts: set[asyncio.Task[None]] = set()
        self._resume_live = False
        self._acts = 0
        self.services.wecom.stage = self.stage
        self._read_state()

    # ---- life cycle

    def serve_at(self, base_url: str) -> None:
        self.base_url = base_url
        for service in self.services.all:
            service.serve_at(base_url)

    async def start(self) -> None:
        """Goes on living when it lived at the last stop and the platform still answers."""
        if self._state_path is not None:
            self._saver = asyncio.create_task(self._save_now_and_then())
        if self._resume_live and self.connection.callback_urls and not await self._refused(self.connection):
            self.live.start(1.0, None)

    async def close(self) -> None:
        was_live = self.live.running
        for task in (self._saver, self._history, *self._bursts):
            if task is not None:
                task.cancel()
        await self.live.stop()
        self.save(live=was_live)
        self.wire.close()

    # ---- what the control API asks for

    @property
    def phase(self) -> str:
        if self._history is not None and not self._history.done():
            return "history"
        return "live" if self.live.running else "idle"

    async def connect(self, connection: Connection) -> str:
        """Empty when connected; otherwise why a callback URL was refused. Nothing changes then.

        Only addresses that are new are asked for their echo. Raises KeyError for an unknown service.
        """
        known = self.connection.callback_urls
        fresh = {name: url for name, url in connection.callback_urls.items() if known.get(name) != url}
        if problem := await self._refused(msgspec.structs.replace(connection, callback_urls=fresh)):
            return problem
        self._use(connection)
        self.save(live=self.live.running)
        return ""

    def play_history(self, days: int) -> bool:
        """False when it has been played already or is being played."""
        if self.history_played or self.phase == "history":
            return False
        self.save(live=False)
        self._history = asyncio.create_task(self._play(days))
        return True

    def burst(self, adds: int, per_second: float) -> None:
        task = asyncio.create_task(self.live.burst(adds, per_second))
        self._bursts.add(task)
        task.add_done_callback(self._bursts.discard)

    async def stop(self) -> None:
        for task in (self._history, *self._bursts):
            if task is not None:
                task.cancel()
        self.live.burst_left = 0
        await self.live.stop()

    def stage(self) -> Stage:
        """For one act by hand in WeCom."""
        self._acts += 1
        now = self.clock.now()
        rng = Random(f"{self.settings.seed}|act|{self._acts}|{now}")
        return Stage(self.corp, self.people, rng, now, self._befriend)

    def set_faults(self, faults: Faults) -> None:
        self.delivery.faults = faults
        self.faulty.wish(faults.calls)
        self.clock.skew = faults.skew_s
        for service in self.services.all:
            service.obey(faults)

    def run_time(self, factor: float, jump_s: float) -> None:
        """Life, tokens, windows and deadlines: everything that reads the clock of the world."""
        self.clock.run(factor)
        self.clock.jump(jump_s)
        self.live.time_factor = factor

    def status(self) -> dict[str, Any]:
        sent, events = self.delivery.counts, self.collector.counts
        return {
            "phase": self.phase,
            "progress": round(self.progress, 4),
            "history_played": self.history_played,
            "problem": self.problem or self.live.problem,
            "customers": len(self.people),
            "people": self.people.summary(),
            "friends": len(self.corp.relations),
            "friends_added": self.corp.relations_made,
            "contact_ways": len(self.corp.ways),
            "callbacks_sent": sent.sent,
            "callbacks_failed": sent.failed,
            "callbacks_retried": sent.retried,
            "callbacks_duplicated": sent.duplicated,
            "callbacks_lost": sent.lost,
            "callbacks_unheard": sent.unheard,
            "callbacks_dripped": sent.dripped,
            "callbacks_waiting": sent.waiting,
            "events_sent": events.sent,
            "events_accepted": events.accepted,
            "events_duplicates": events.duplicates,
            "events_rejected": events.rejected,
            "events_failed": events.failed,
            "events_last_problem": events.last_problem,
            "burst_left": self.live.burst_left,
            "api_calls": self.requests.received,
            "api_refusals": self.requests.refused,
            "faults_injected": self.requests.injected,
            "time": {"factor": self.clock.factor, "moved_s": round(self.clock.moved, 3)},
            "welcomes": self.corp.welcomes.summary(self.clock.now()),
            "connected": bool(self.connection.callback_urls),
            "connected_services": sorted(self.connection.callback_urls),
        }

    def _befriend(self, person: Person, way: str, state: str, staff: str) -> Added | None:
        return self.live.add(person, way=way, state=state, staff=staff)

    # ---- state

    def save(self, *, live: bool) -> None:
        """Never in the middle of history: a half-told past would be told twice."""
        if self._state_path is None or self.phase == "history":
            return
        if self._history is not None and not self.history_played:
            return
        state_file.write(
            self._state_path,
            StateFile(
                state_file.VERSION,
                self.settings,
                self.history_played,
                live,
                self.connection,
                self.people.record(),
                self.world.later.plans,
                {service.name: service.record() for service in self.services.all},
            ),
        )

    def _read_state(self) -> None:
        known = state_file.read(self._state_path, self.settings) if self._state_path else None
        if known is None:
            return
        self.people.restore(known.people)
        self.world.later.restore(known.plans)
        for service in self.services.all:
            if service.name in known.services:
                service.restore(known.services[service.name], list(self.people))
        self._use(known.connection)
        self.history_played, self._resume_live = known.history_played, known.live
        self.progress = 1.0 if known.history_played else 0.0

    def _use(self, connection: Connection) -> None:
        self.connection = connection
        for service in self.services.all:
            service.call_back_at(connection.callback_urls.get(service.name, ""))
        self.collector.target, self.collector.write_key = connection.collector_url, connection.write_key

    async def _refused(self, connection: Connection) -> str:
        """The first problem of its callback URLs, with the name of the service unless that is WeCom."""
        services = {service.name: service for service in self.services.all}
        for name, url in connection.callback_urls.items():
            problem = await services[name].verify(self.wire, url, self.clock.now())
            if problem:
                return problem if name == "wecom" else f"{name}: {problem}"
        return ""

    async def _save_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(_SAVE_SECONDS)
            self.save(live=self.live.running)

    async def _play(self, days: int) -> None:
        try:
            for day in self.days.plan(days, self.clock.now()):
                for _ in self.days.steps(day):
                    await asyncio.sleep(0)
                    if day.waiting > _EVENTS_AT_ONCE:
                        await self.postman.send_day(day.events())
                await self.postman.send_day(day.events())
                self.progress = (day.number + 1) / (days + 1)
            self.history_played = True
        except Exception as problem:
            self.problem = f"history stopped: {type(problem).__name__}: {problem}"
            raise
        finally:
            asyncio.get_running_loop().call_soon(lambda: self.save(live=False))
