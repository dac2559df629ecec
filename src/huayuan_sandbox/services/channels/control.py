"""Acting as a buyer or viewer by hand, under /sandbox/control/channels."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from huayuan_sandbox.services.channels.acts import BuyerWish, ShopActs
from huayuan_sandbox.services.mini_program.hands import acting_routes
from huayuan_sandbox.world.people import Population


class ShopControl:
    """A route for each act."""

    def __init__(self, acts: ShopActs, people: Population) -> None:
        self._acts = acts
        self._people = people

    def routes(self, send: Callable[[], None]) -> list[Route]:
        appids = [self._acts.shop.credentials.appid]
        return acting_routes("channels", BuyerWish, self._acts.all(), self._people, lambda: appids, send)
