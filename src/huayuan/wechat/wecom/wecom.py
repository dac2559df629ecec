"""The parts of the WeCom connector in one process, put together."""

from __future__ import annotations

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.clock import Clock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.live_codes.contracts import ContactWaysPort
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.wechat.wecom.adapter import WecomContactWays, WelcomeChannel
from huayuan.wechat.wecom.clients import Clients
from huayuan.wechat.wecom.connections import Connections
from huayuan.wechat.wecom.contracts import Options
from huayuan.wechat.wecom.details import DetailReader
from huayuan.wechat.wecom.door import CallbackDoor
from huayuan.wechat.wecom.inbox import Inbox
from huayuan.wechat.wecom.reception import Reception
from huayuan.wechat.wecom.sync import Sync
from huayuan.wechat.wecom.tasks import wake_reception
from huayuan.wechat.wecom.tokens import Tokens
from huayuan.wechat.wecom.welcomes import NameLane


class Wecom:
    """Registers the welcome channel. `put_into` fills the services; `stop` loses nothing that was
    accepted."""

    def __init__(
        self,
        uow: UnitOfWork,
        vault: Vault,
        clock: Clock,
        resolver: IdentityResolver,
        channels: ChannelRegistry,
        dispatcher: Dispatcher,
        options: Options,
    ) -> None:
        self.options = options
        self.connections = Connections(uow, vault, clock)
        self.clients = Clients(self.connections, Tokens(uow, vault, clock), clock)
        self.inbox = Inbox(uow, wake_reception)
        self.door = CallbackDoor(self.connections, self.inbox, clock, options)
        self.names = NameLane(uow, self.clients, channels, dispatcher)
        self.reception = Reception(uow, resolver, self.connections, channels, dispatcher, self.names)
        self.details = DetailReader(uow, self.clients, resolver)
        self.sync = Sync(uow, self.clients, resolver)
        self.ways = WecomContactWays(self.clients, self.connections)
        channels.register(WelcomeChannel(self.clients))

    def put_into(self, services: Services) -> None:
        services.put(Options, self.options)
        services.put(Connections, self.connections)
        services.put(Clients, self.clients)
        services.put(CallbackDoor, self.door)
        services.put(NameLane, self.names)
        services.put(Reception, self.reception)
        services.put(DetailReader, self.details)
        services.put(Sync, self.sync)
        services.put(ContactWaysPort, ContactWaysPort(self.ways))

    def stop(self, timeout: float = 5.0) -> None:
        """After the web server and the loops have stopped, before the dispatcher does."""
        self.inbox.stop(timeout)
        self.names.stop()
        self.details.stop()

    def close(self) -> None:
        """After the dispatcher has stopped."""
        self.clients.close()
