"""Which connection is meant when none is named."""

from __future__ import annotations

from huayuan.kernel.errors import NotFound
from huayuan.live_codes.errors import ConnectionNeeded, NoConnection
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom.limits import KIND


def chosen_connection(connections: Connections, connection_id: int | None) -> Connection:
    """The one named, or the only one. Raises NoConnection, ConnectionNeeded, NotFound."""
    known = sorted(connections.all(KIND), key=lambda one: one.id)
    if connection_id is not None:
        found = next((one for one in known if one.id == connection_id), None)
        if found is None:
            raise NotFound(what="connection")
        return found
    if not known:
        raise NoConnection()
    if len(known) > 1:
        raise ConnectionNeeded(count=len(known), names="、".join(one.name for one in known))
    return known[0]
