"""The parts of the pay connector in one process, put together."""

from __future__ import annotations

from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import Backlog, Switchboard
from huayuan.wechat.pay.books import Books
from huayuan.wechat.pay.cashier import Cashier
from huayuan.wechat.pay.client import Clients, PayClient
from huayuan.wechat.pay.door import PayCallbacks
from huayuan.wechat.pay.kind import pay_kind
from huayuan.wechat.pay.limits import KIND
from huayuan.wechat.pay.payouts import Payouts
from huayuan.wechat.pay.platform_keys import PlatformKeys
from huayuan.wechat.pay.reception import Reception
from huayuan.wechat.pay.vouchers import Vouchers


class Pay:
    """Registers the kind of connection. `put_into` fills the services."""

    def __init__(self, board: Switchboard) -> None:
        uow, public_url = board.uow, board.options.public_url
        self.keys = PlatformKeys(uow)
        client = PayClient.with_keys(self.keys)
        board.register(pay_kind(PayCallbacks(self.keys), client))
        self.clients = board.pool(KIND, Clients, client)
        self.books = Books(board.connections)
        self.backlog: Backlog[None] = board.backlog(KIND, Reception(self.books).handle)
        self.cashier = Cashier(uow, self.clients, self.books, board.clock, public_url)
        self.payouts = Payouts(uow, self.clients, self.books, self.keys, public_url)
        self.vouchers = Vouchers(uow, self.clients, self.books, public_url)

    def put_into(self, services: Services) -> None:
        services.put(Pay, self)
        services.put(Clients, self.clients)
        services.put(PlatformKeys, self.keys)
        services.put(Cashier, self.cashier)
        services.put(Payouts, self.payouts)
        services.put(Vouchers, self.vouchers)
