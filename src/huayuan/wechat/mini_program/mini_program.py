"""The parts of the mini program connector in one process, put together."""

from __future__ import annotations

from huayuan.kernel.services import Services
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.wechat.connections.api import Backlog, SealedEnvelope, Switchboard
from huayuan.wechat.mini_program.adapter import SubscribeChannel
from huayuan.wechat.mini_program.callbacks import KNOWN
from huayuan.wechat.mini_program.client import Clients, MiniProgramClient
from huayuan.wechat.mini_program.door import WeixinAppCallbacks
from huayuan.wechat.mini_program.kind import mini_program_kind
from huayuan.wechat.mini_program.limits import KIND
from huayuan.wechat.mini_program.links import Links
from huayuan.wechat.mini_program.reception import Reception
from huayuan.wechat.mini_program.statistics import Statistics
from huayuan.wechat.mini_program.visitors import Visitors


class MiniProgram:
    """Registers the kind of connection and the channel of subscribe messages. `put_into` fills the services."""

    def __init__(self, board: Switchboard, channels: ChannelRegistry) -> None:
        uow = board.uow
        reader = WeixinAppCallbacks(SealedEnvelope(board.options), KIND, KNOWN)
        board.register(mini_program_kind(reader))
        self.clients = board.pool(KIND, Clients, MiniProgramClient)
        self.backlog: Backlog[None] = board.backlog(KIND, Reception(board.connections).handle)
        self.visitors = Visitors(uow, board.vault, board.clock, board.connections, self.clients)
        self.links = Links(uow, self.clients)
        self.statistics = Statistics(uow, self.clients, board.clock)
        channels.register(SubscribeChannel(uow, self.clients))

    def put_into(self, services: Services) -> None:
        services.put(MiniProgram, self)
        services.put(Clients, self.clients)
        services.put(Visitors, self.visitors)
        services.put(Links, self.links)
        services.put(Statistics, self.statistics)
