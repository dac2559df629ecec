"""The parts of the 公众号 connector in one process, put together."""

from __future__ import annotations

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.services import Services
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.wechat.connections.api import Backlog, SealedEnvelope, Switchboard
from huayuan.wechat.official_account.adapter import NoticeChannel, ServiceChannel, TemplateChannel
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.days.reading import DayReader
from huayuan.wechat.official_account.desk import Desk
from huayuan.wechat.official_account.details import DetailReader
from huayuan.wechat.official_account.door import OfficialAccountCallbacks
from huayuan.wechat.official_account.figures import Figures
from huayuan.wechat.official_account.kind import official_account_kind
from huayuan.wechat.official_account.limits import KIND
from huayuan.wechat.official_account.mass import MassSender
from huayuan.wechat.official_account.reception import Reception
from huayuan.wechat.official_account.sync import Sync
from huayuan.wechat.official_account.tagging import platform_of
from huayuan.wechat.official_account.visitors import Visitors
from huayuan.wechat.tag_sync.api import TagSync, register

API_URL = "https://api.weixin.qq.com"


class OfficialAccount:
    """Registers the kind of connection and its channels. `put_into` fills the services."""

    def __init__(
        self,
        board: Switchboard,
        resolver: IdentityResolver,
        channels: ChannelRegistry,
        api_url: str = API_URL,
    ) -> None:
        uow = board.uow
        board.register(
            official_account_kind(OfficialAccountCallbacks(SealedEnvelope(board.options)), api_url)
        )
        self.clients = board.pool(KIND, Clients, OfficialAccountClient)
        reception = Reception(resolver, board.connections)
        self.backlog: Backlog[None] = Backlog(uow, KIND, reception.handle)
        self.details = DetailReader(uow, self.clients, resolver)
        self.tag_sync = TagSync(uow, board.connections, KIND, platform_of(self.clients))
        self.sync = Sync(uow, self.clients, resolver, self.tag_sync)
        self.desk = Desk(uow, self.clients, board.connections, self.tag_sync)
        self.mass = MassSender(uow, self.clients, channels)
        self.figures = Figures(uow, self.clients)
        self.days = DayReader(uow, self.clients, board.clock)
        self.visitors = Visitors(uow, self.clients, resolver)
        channels.register(ServiceChannel(self.clients))
        channels.register(TemplateChannel(self.clients, uow))
        channels.register(NoticeChannel(self.clients, uow))

    def put_into(self, services: Services) -> None:
        services.put(OfficialAccount, self)
        services.put(Clients, self.clients)
        services.put(DetailReader, self.details)
        services.put(Sync, self.sync)
        register(services, self.tag_sync)
        services.put(Desk, self.desk)
        services.put(MassSender, self.mass)
        services.put(Figures, self.figures)
        services.put(DayReader, self.days)
        services.put(Visitors, self.visitors)
