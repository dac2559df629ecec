"""Which services there are. A new one is a folder and a line here."""

from __future__ import annotations

from dataclasses import dataclass

from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services import Service
from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.wecom import WeCom
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.doors import Doors, Mailbox
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.stores import Chain


@dataclass(frozen=True, slots=True)
class Services:
    """Each by its name for those who drive it, and `all` for what is done to every one."""

    wecom: WeCom

    @property
    def doors(self) -> Doors:
        """What people can do here; a new service adds its door."""
        return Doors(wecom=self.wecom.corp)

    @property
    def all(self) -> tuple[Service, ...]:
        return (self.wecom,)


def open_services(
    seed: int,
    chain: Chain,
    parameters: Parameters,
    opened_at: float,
    clock: Clock,
    log: RequestLog,
    mailbox: Mailbox,
) -> Services:
    """A service that delivers messages of the platform to people tells `mailbox`, so that people react."""
    return Services(wecom=WeCom(Corp(seed, chain, parameters, opened_at), clock, log))
