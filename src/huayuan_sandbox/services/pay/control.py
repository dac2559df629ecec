"""Acting as a payer or receiver by hand, under /sandbox/control/pay."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from huayuan_sandbox.services.mini_program.hands import acting_routes
from huayuan_sandbox.services.pay.acts import PayerActs, PayerWish
from huayuan_sandbox.world.people import Population


class MerchantControl:
    """A route for each act."""

    def __init__(self, acts: PayerActs, people: Population) -> None:
        self._acts = acts
        self._people = people

    def routes(self, send: Callable[[], None]) -> list[Route]:
        appids = self._acts.merchant.appids
        return acting_routes("pay", PayerWish, self._acts.all(), self._people, lambda: appids, send)
