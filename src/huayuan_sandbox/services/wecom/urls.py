"""Path → method and endpoint, as documented. One route dispatches them all: a dictionary beats a list.

Every module of `endpoints` declares its own `ENDPOINTS`; a new one is a name in `CAPABILITIES`.
"""

from __future__ import annotations

from huayuan_sandbox.services.wecom.call import Endpoint
from huayuan_sandbox.services.wecom.endpoints import (
    acquisition,
    app_messages,
    behavior,
    catalogue,
    contact_ways,
    contacts,
    conversions,
    customers,
    group_statistics,
    group_welcome,
    groups,
    images,
    join_ways,
    kf,
    mass,
    moments,
    tags,
    transfers,
    web_login,
    welcome,
)

PREFIX = "/cgi-bin/"
NO_TOKEN = frozenset({"gettoken"})
CAPABILITIES = (
    contacts,
    customers,
    tags,
    contact_ways,
    welcome,
    groups,
    group_statistics,
    join_ways,
    mass,
    transfers,
    moments,
    acquisition,
    conversions,
    group_welcome,
    kf,
    images,
    web_login,
    catalogue,
    behavior,
    app_messages,
)

ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    path: endpoint for capability in CAPABILITIES for path, endpoint in capability.ENDPOINTS.items()
}
