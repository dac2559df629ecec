"""The parts of the shop connector in one process, put together."""

from __future__ import annotations

from huayuan.kernel.services import Services
from huayuan.wechat.channels import reception
from huayuan.wechat.channels.callbacks import KNOWN
from huayuan.wechat.channels.client import Clients, ShopClient
from huayuan.wechat.channels.details import DetailReader
from huayuan.wechat.channels.kind import channels_kind
from huayuan.wechat.channels.limits import KIND
from huayuan.wechat.channels.sync import Sync
from huayuan.wechat.connections.api import Backlog, SealedEnvelope, Switchboard
from huayuan.wechat.mini_program.api import WeixinAppCallbacks


class Channels:
    """Registers the kind of connection. `put_into` fills the services; `stop` after the loops have stopped."""

    def __init__(self, board: Switchboard) -> None:
        reader = WeixinAppCallbacks(SealedEnvelope(board.options), KIND, KNOWN)
        board.register(channels_kind(reader))
        self.clients = board.pool(KIND, Clients, ShopClient)
        self.backlog: Backlog[None] = board.backlog(KIND, reception.handle)
        self.details = DetailReader(board.uow, self.clients)
        self.sync = Sync(board.uow, self.clients, board.clock)

    def put_into(self, services: Services) -> None:
        services.put(Channels, self)
        services.put(Clients, self.clients)
        services.put(DetailReader, self.details)
        services.put(Sync, self.sync)

    def stop(self) -> None:
        self.details.stop()
