"""Which services there are. A new one is a folder and a line here."""

from __future__ import annotations

from dataclasses import dataclass

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services import Service
from huayuan_sandbox.services.channels.channels import Channels
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.door import MiniProgramWorld
from huayuan_sandbox.services.mini_program.mini_program import MiniProgram
from huayuan_sandbox.services.mini_program.program import Program
from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.official_account import OfficialAccount
from huayuan_sandbox.services.pay.merchant import Merchant
from huayuan_sandbox.services.pay.openids import Openids
from huayuan_sandbox.services.pay.pay import Pay
from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.wecom import WeCom
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.doors import Doors, Mailbox
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import Population
from huayuan_sandbox.world.stores import Chain


@dataclass(frozen=True, slots=True)
class Services:
    """Each by its name for those who drive it, and `all` for what is done to every one."""

    wecom: WeCom
    official_account: OfficialAccount
    mini_program: MiniProgram
    channels: Channels
    pay: Pay

    @property
    def doors(self) -> Doors:
        """What people can do here; a new service adds its door."""
        return Doors(
            wecom=self.wecom.corp,
            groups=self.wecom.groups,
            moments=self.wecom.moments,
            duty=self.wecom.duty,
            official_account=self.official_account.account,
            mini_program=MiniProgramWorld(self.mini_program.program, self.channels.shop),
            pay=self.pay,
        )

    @property
    def all(self) -> tuple[Service, ...]:
        return (self.wecom, self.official_account, self.mini_program, self.channels, self.pay)


def open_services(
    seed: int,
    chain: Chain,
    parameters: Parameters,
    opened_at: float,
    clock: Clock,
    log: RequestLog,
    mailbox: Mailbox,
    people: Population,
) -> Services:
    """A service that delivers messages of the platform to people tells `mailbox`, so that people react."""
    corp = Corp(seed, chain, parameters, opened_at)
    corp.mailbox = mailbox
    account = Account(seed, parameters.calls_per_minute, people)
    account.mailbox = mailbox
    program = Program(seed, parameters.calls_per_minute, mailbox)
    shop = Shop(seed, parameters.calls_per_minute)
    appids = (program.credentials.appid, account.credentials.appid)
    merchant = Merchant(seed, appids, Openids(people).person)
    return Services(
        wecom=WeCom(corp, clock, log),
        official_account=OfficialAccount(account, people, clock, log),
        mini_program=MiniProgram(program, people, clock, log),
        channels=Channels(shop, people, clock, log),
        pay=Pay(merchant, people, clock, log, parameters.calls_per_minute),
    )
