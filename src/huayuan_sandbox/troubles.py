"""How each service says a fault."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Protocol

from huayuan_sandbox.services.mini_program.faults import WeixinTrouble
from huayuan_sandbox.services.official_account.faults import OfficialAccountTrouble
from huayuan_sandbox.services.pay.faults import PayTrouble
from huayuan_sandbox.services.registry import Services
from huayuan_sandbox.services.wecom.faults import WeComTrouble
from huayuan_sandbox.world.people import Population


class Trouble(Protocol):
    """What `gate.py` asks of a service."""

    def refusal(self, code: int | str, status: int, path: str, now: float) -> tuple[int, dict[str, Any]]:
        """HTTP status and body of a refusal with `code`."""
        ...

    def vanish(self, path: str, query: Mapping[str, str], answer: Any, rng: Random, now: float) -> bool:
        """Takes somebody away who stands in `answer`; False when there is nobody."""
        ...


def troubles(services: Services, people: Population) -> dict[str, Trouble]:
    """By the name of the service."""
    return {
        services.wecom.name: WeComTrouble(services.wecom.corp),
        services.official_account.name: OfficialAccountTrouble(services.official_account.account, people),
        services.mini_program.name: WeixinTrouble(),
        services.channels.name: WeixinTrouble(),
        services.pay.name: PayTrouble(),
    }
