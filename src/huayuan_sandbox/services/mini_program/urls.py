"""Path → method and endpoint, as documented; the host of the real platform is api.weixin.qq.com."""

from __future__ import annotations

from huayuan_sandbox.services.mini_program.call import Endpoint
from huayuan_sandbox.services.mini_program.endpoints import links, login, messages, statistics, token
from huayuan_sandbox.services.mini_program.program import Program

PREFIX = "/mini_program"
OPEN_PATHS = token.OPEN_PATHS | login.OPEN_PATHS
ENDPOINTS: dict[str, tuple[str, Endpoint[Program]]] = {
    **token.ENDPOINTS,
    **login.ENDPOINTS,
    **links.ENDPOINTS,
    **messages.ENDPOINTS,
    **statistics.ENDPOINTS,
}
