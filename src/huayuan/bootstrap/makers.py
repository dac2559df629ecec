"""Settings to a running process: what is made, in which order, and how it is stopped."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from huayuan.bootstrap import registry
from huayuan.bootstrap.lean import calm_collector, let_go
from huayuan.bootstrap.migrate import migrate_records
from huayuan.events.contracts import IdentityResolver, PersonNames
from huayuan.kernel.clock import Clock, SystemClock
from huayuan.kernel.crypto import Vault, load_master_keys
from huayuan.kernel.db import Database
from huayuan.kernel.loops import LoopRunner, Loops
from huayuan.kernel.outbox import subscribers_of
from huayuan.kernel.pictures import Pictures
from huayuan.kernel.processes import process_name
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse, connect_warehouse
from huayuan.kernel.worker import Worker


@dataclass
class House:
    """Everything one process holds. `start()` before serving; `stop()` loses nothing that was accepted."""

    settings: Settings
    services: Services
    database: Database
    uow: UnitOfWork
    warehouse: Warehouse
    worker: Worker
    loops: LoopRunner
    name: str
    started: bool = field(default=False)

    def start(self) -> None:
        from huayuan.events.api import Committer
        from huayuan.wechat.connections.api import Switchboard

        self.services.get(Committer).start()
        self.services.get(Switchboard).start()
        if self.settings.role in ("all", "worker"):
            self.worker.start()
        self.loops.start()
        calm_collector()
        self.started = True

    def stop(self) -> None:
        """In the order in which work flows: no new tasks, what is under way, the last commit, then the stores."""
        from huayuan.events.api import Committer

        seconds = self.settings.shutdown_seconds
        if self.started:
            if self.settings.role in ("all", "worker"):
                self.worker.stop(seconds)
            self.loops.stop(seconds)
        for closeable in self.services.closeables:
            closeable()
        if self.started:
            self.services.get(Committer).stop(seconds)
        self.warehouse.close()
        self.database.dispose()
        let_go()


def make_house(settings: Settings, *, clock: Clock | None = None) -> House:
    """Open both stores, bring their tables up to date, and wire every feature."""
    clock = clock or SystemClock()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.records_url)
    migrate_records(database)
    warehouse = _open_warehouse(settings)
    uow = UnitOfWork(database, clock, subscribers_of(registry.REACTIONS))
    name = process_name()
    services = Services()
    services.put(Settings, settings)
    services.put(Clock, clock)  # type: ignore[type-abstract]  # a port
    services.put(UnitOfWork, uow)
    services.put(Warehouse, warehouse)  # type: ignore[type-abstract]  # a port
    services.put(Pictures, Pictures(settings.data_dir / "pictures"))
    services.put(Vault, Vault(load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir)))
    _wire_features(services, settings, name)
    worker = Worker(
        uow, services, registry.TASKS, registry.REACTIONS, threads=settings.worker_threads, owner=name
    )
    return House(
        settings, services, database, uow, warehouse, worker, _loops(settings, uow, services, name), name
    )


def _open_warehouse(settings: Settings) -> Warehouse:
    warehouse = connect_warehouse(
        settings.events_url,
        memory=settings.warehouse_memory,
        threads=settings.warehouse_threads,
        cluster=settings.warehouse_cluster,
    )
    warehouse.migrate(registry.warehouse_tables())
    return warehouse


def _wire_features(services: Services, settings: Settings, name: str) -> None:
    """The ports of lower features, filled with what higher ones offer."""
    from huayuan.access.api import WriteKeys
    from huayuan.access.routes import make_authenticator
    from huayuan.compliance.contracts import PersonRights
    from huayuan.events.api import ByPerson, Committer, EventReader, Projections
    from huayuan.events.collector import Collector
    from huayuan.identity.contracts import DeviceTrust, PeopleInScope
    from huayuan.identity.resolver import Resolver
    from huayuan.profiles import api as profiles

    uow, clock, warehouse = services.get(UnitOfWork), services.get(Clock), services.get(Warehouse)
    trust = DeviceTrust(settings.device_trust)
    resolver = services.put(Resolver, Resolver(services.get(Vault), trust=trust))
    services.put(IdentityResolver, resolver)  # type: ignore[type-abstract]  # a port
    committer = Committer(
        uow,
        warehouse,
        resolver,
        clock,
        name=name,
        interval_seconds=settings.commit_interval_ms / 1000,
        max_events=settings.commit_max_events,
        queue_events=settings.collector_queue_events,
        dedup_memory=settings.dedup_memory_events,
    )
    services.put(Committer, committer)
    reader = services.put(EventReader, EventReader(warehouse, uow, committer))
    if warehouse.sole_writer:
        reader.by_person = ByPerson(settings.data_dir / "by_person", reader.unfolded_moves)
    services.put(PersonNames, PersonNames(profiles.names_of))
    services.put(PeopleInScope, PeopleInScope(profiles.people_in_scope))
    services.put(Projections, Projections(registry.projections()))
    services.put(Authenticator, make_authenticator())
    services.put(PersonRights, PersonRights(tuple(registry.PRIVACY), services.get(Vault)))
    services.put(Collector, Collector(settings, clock, services.put(WriteKeys, WriteKeys(uow)), committer))
    _wire_segments(services)
    _wire_wechat(services, settings, resolver, name)


def _wire_segments(services: Services) -> None:
    from huayuan.bootstrap.segment_ports import wire_segment_ports
    from huayuan.segments.api import AnswerCache, Keeper, Memberships

    services.put(Memberships, Memberships())
    services.put(AnswerCache, AnswerCache())
    services.put(Keeper, Keeper())
    wire_segment_ports(services)


def _wire_wechat(services: Services, settings: Settings, resolver: IdentityResolver, name: str) -> None:
    from huayuan.compliance.api import Suppression
    from huayuan.messaging.contracts import ChannelRegistry
    from huayuan.messaging.dispatcher import Dispatcher
    from huayuan.wechat.channels.channels import Channels
    from huayuan.wechat.connections.contracts import Options
    from huayuan.wechat.connections.switchboard import Switchboard
    from huayuan.wechat.mini_program.mini_program import MiniProgram
    from huayuan.wechat.official_account.official_account import OfficialAccount
    from huayuan.wechat.pay.pay import Pay
    from huayuan.wechat.wecom.wecom import Wecom

    uow, clock, vault = services.get(UnitOfWork), services.get(Clock), services.get(Vault)
    channels = services.put(ChannelRegistry, ChannelRegistry(Suppression(vault)))
    dispatcher = services.put(Dispatcher, Dispatcher(uow, channels, clock))
    options = Options(
        public_url=settings.public_url,
        callback_window_seconds=settings.callback_window_seconds,
        callback_days=settings.callback_days,
    )
    board = Switchboard(
        uow,
        vault,
        clock,
        options,
        folder=settings.data_dir / "callbacks",
        name=name,
        zone=ZoneInfo(settings.timezone),
    )
    board.put_into(services)
    wecom = Wecom(board, resolver, channels, dispatcher, settings.wecom_api_url)
    wecom.put_into(services)
    OfficialAccount(board, resolver, channels).put_into(services)
    MiniProgram(board, channels).put_into(services)
    shop = Channels(board)
    shop.put_into(services)
    Pay(board).put_into(services)
    seconds = settings.shutdown_seconds
    services.closeables += [
        lambda: board.stop(seconds),
        wecom.stop,
        shop.stop,
        lambda: dispatcher.stop(seconds),
        board.close,
    ]


def _loops(settings: Settings, uow: UnitOfWork, services: Services, name: str) -> LoopRunner:
    from huayuan.bootstrap.schedule import scheduler_loops

    wanted = {"all": ("worker", "scheduler"), "web": (), "worker": ("worker",), "scheduler": ("scheduler",)}[
        settings.role
    ]
    schedules = [schedule for tasks in registry.TASKS for schedule in tasks.schedules]
    every: list[Loops] = [*registry.LOOPS, scheduler_loops(schedules, ZoneInfo(settings.timezone))]
    loops = [loop for feature in every for loop in feature.all if loop.role in wanted]
    return LoopRunner(uow, services, loops, name)
