"""The parts of the WeCom connector in one process, put together."""

from __future__ import annotations

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.services import Services
from huayuan.live_codes.contracts import ContactWaysPort
from huayuan.messaging.api import Dispatcher
from huayuan.messaging.contracts import ChannelRegistry
from huayuan.stores.contracts import StaffNoticePort
from huayuan.wechat.connections.api import Backlog, SealedEnvelope, Switchboard
from huayuan.wechat.tag_sync.api import TagSync, register
from huayuan.wechat.wecom.acquisition.desk import LinkDesk
from huayuan.wechat.wecom.adapter import WecomContactWays, WelcomeChannel
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.completion.completing import IdentityCompletion
from huayuan.wechat.wecom.details import DetailReader
from huayuan.wechat.wecom.door import WecomCallbacks
from huayuan.wechat.wecom.group_welcomes.desk import GroupWelcomeDesk
from huayuan.wechat.wecom.groups.reader import GroupReader
from huayuan.wechat.wecom.groups.sync import GroupSync
from huayuan.wechat.wecom.join_ways.desk import JoinWayDesk
from huayuan.wechat.wecom.kf.channel import KfChannel
from huayuan.wechat.wecom.kf.reading import KfReader
from huayuan.wechat.wecom.kind import wecom_kind
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.mass.asking import MassAsking
from huayuan.wechat.wecom.mass.ledger import MassCarrier
from huayuan.wechat.wecom.mass.masses import MassMessages
from huayuan.wechat.wecom.mass.results import MassResults
from huayuan.wechat.wecom.media.shelf import MediaShelf
from huayuan.wechat.wecom.moments.asking import MomentAsking
from huayuan.wechat.wecom.moments.reacting import MomentReactions
from huayuan.wechat.wecom.moments.results import MomentResults
from huayuan.wechat.wecom.notices.telling import WecomNotices
from huayuan.wechat.wecom.reception import Reception
from huayuan.wechat.wecom.reconciliation import Reconciliation
from huayuan.wechat.wecom.service_figures.reading import FigureReader
from huayuan.wechat.wecom.sync import Sync
from huayuan.wechat.wecom.tagging import platform_of
from huayuan.wechat.wecom.transfers.asking import TransferAsking
from huayuan.wechat.wecom.transfers.desk import TransferDesk
from huayuan.wechat.wecom.web.logins import MemberLogins
from huayuan.wechat.wecom.web.signing import PageSigner
from huayuan.wechat.wecom.welcomes import Greeting, NameLane


class Wecom:
    """Registers the kind of connection and the welcome channel. `put_into` fills the services."""

    def __init__(
        self,
        board: Switchboard,
        resolver: IdentityResolver,
        channels: ChannelRegistry,
        dispatcher: Dispatcher,
        api_url: str,
    ) -> None:
        self.uow = uow = board.uow
        self.vault, self.resolver = board.vault, resolver
        board.register(wecom_kind(WecomCallbacks(SealedEnvelope(board.options)), api_url))
        self.clients = board.pool(KIND, Clients, WecomClient)
        self.names = NameLane(uow, self.clients, channels, dispatcher)
        reception = Reception(resolver, board.connections, channels, dispatcher, self.names)
        self.backlog: Backlog[list[Greeting]] = board.backlog(KIND, reception.handle, reception.greet)
        self.details = DetailReader(uow, self.clients, resolver)
        self.tag_sync = TagSync(uow, board.connections, KIND, platform_of(self.clients))
        self.sync = Sync(uow, self.clients, resolver, self.tag_sync)
        self.groups = GroupReader(uow, self.clients, resolver, board.clock)
        self.group_sync = GroupSync(uow, self.clients, self.groups)
        self.reconciliation = Reconciliation(uow, self.clients)
        self.ways = WecomContactWays(self.clients, board.connections)
        self.kf = KfReader(uow, self.clients, resolver)
        self.shelf = MediaShelf(uow, self.clients)
        self.notices = WecomNotices(uow, board.connections, self.clients)
        self.figures = FigureReader(uow, self.clients, board.clock)
        channels.register(WelcomeChannel(self.clients, self.shelf))
        channels.register(KfChannel(self.clients, uow))
        channels.carry(MassCarrier())
        self.mass_asking = MassAsking(uow, self.clients, channels, self.shelf)
        self.mass_results = MassResults(uow, self.clients)
        self.transfer_asking = TransferAsking(uow, self.clients)
        self.transfer_desk = TransferDesk(uow, self.clients)
        self.join_ways = JoinWayDesk(uow, self.clients)
        self.links = LinkDesk(uow, self.clients)
        self.group_welcomes = GroupWelcomeDesk(uow, self.clients, self.shelf)
        self.moment_asking = MomentAsking(uow, self.clients, self.shelf)
        self.moments = MomentResults(uow, self.clients)
        self.masses = MassMessages(uow, self.clients, self.mass_results)

    def put_into(self, services: Services) -> None:
        services.put(Wecom, self)
        services.put(Clients, self.clients)
        services.put(NameLane, self.names)
        services.put(DetailReader, self.details)
        services.put(Sync, self.sync)
        register(services, self.tag_sync)
        services.put(Reconciliation, self.reconciliation)
        services.put(GroupReader, self.groups)
        services.put(GroupSync, self.group_sync)
        services.put(KfReader, self.kf)
        services.put(MediaShelf, self.shelf)
        services.put(MemberLogins, MemberLogins(self.uow, self.vault, self.clients))
        services.put(WecomNotices, self.notices)
        services.put(StaffNoticePort, StaffNoticePort(self.notices))
        services.put(FigureReader, self.figures)
        services.put(IdentityCompletion, IdentityCompletion(self.uow, self.clients, self.resolver))
        services.put(PageSigner, PageSigner(self.uow, self.vault, self.clients))
        services.put(MassAsking, self.mass_asking)
        services.put(MassResults, self.mass_results)
        services.put(MassMessages, self.masses)
        services.put(TransferAsking, self.transfer_asking)
        services.put(TransferDesk, self.transfer_desk)
        services.put(JoinWayDesk, self.join_ways)
        services.put(LinkDesk, self.links)
        services.put(GroupWelcomeDesk, self.group_welcomes)
        services.put(MomentAsking, self.moment_asking)
        services.put(MomentResults, self.moments)
        services.put(MomentReactions, MomentReactions(self.uow, self.clients))
        services.put(ContactWaysPort, ContactWaysPort(self.ways))

    def stop(self) -> None:
        """After the loops have stopped, before the dispatcher does."""
        self.names.stop()
        self.details.stop()
        self.groups.stop()
