"""Method and path → endpoint, as documented; the host of the real platform is api.mch.weixin.qq.com."""

from __future__ import annotations

import re

from huayuan_sandbox.services.pay.call import Endpoint
from huayuan_sandbox.services.pay.endpoints import coupons, transactions, transfers

PREFIX = "/pay"
ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    **transactions.ENDPOINTS,
    **transfers.ENDPOINTS,
    **coupons.ENDPOINTS,
}
_PATTERNS = [
    (method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)), endpoint)
    for (method, template), endpoint in ENDPOINTS.items()
]


def find(method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
    """The endpoint and the parts of the path by name."""
    for wanted, pattern, endpoint in _PATTERNS:
        matched = pattern.fullmatch(path)
        if matched is not None and wanted == method:
            return endpoint, matched.groupdict()
    return None
