"""Which services there are. A new one is a folder and a line here."""

from __future__ import annotations

from dataclasses import dataclass

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services import Service
from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.official_account import OfficialAccount
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

    @property
    def doors(self) -> Doors:
        """What people can do here; a new service adds its door."""
        return Doors(wecom=self.wecom.corp, official_account=self.official_account.account)

    @property
    def all(self) -> tuple[Service, ...]:
        return (self.wecom, self.official_account)


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
    account = Account(seed, parameters.calls_per_minute)
    account.mailbox = mailbox
    return Services(
        wecom=WeCom(Corp(seed, chain, parameters, opened_at), clock, log),
        official_account=OfficialAccount(account, people, clock, log),
    )
