"""Path → method and endpoint, as documented; the host of the real platform is api.weixin.qq.com."""

from __future__ import annotations

from huayuan_sandbox.services.channels.endpoints import aftersale, live, orders
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.mini_program.call import Endpoint
from huayuan_sandbox.services.mini_program.endpoints import token

PREFIX = "/channels"
OPEN_PATHS = token.OPEN_PATHS
ENDPOINTS: dict[str, tuple[str, Endpoint[Shop]]] = {
    **token.ENDPOINTS,
    **orders.ENDPOINTS,
    **aftersale.ENDPOINTS,
    **live.ENDPOINTS,
}
