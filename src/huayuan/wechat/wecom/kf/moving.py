"""Moves a session at the platform, then here. Called outside any transaction."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.kf import store
from huayuan.wechat.wecom.kf.contracts import KfConversation, KfLine, SessionState, Speaker


def move(
    clients: Clients, uow: UnitOfWork, one: KfConversation, state: SessionState, servicer: str
) -> KfConversation:
    """Raises Refused, and then knows the state that the platform has."""
    client = clients.of(one.connection_id)
    try:
        client.kf_move(one.open_kfid, one.external_userid, int(state), servicer)
    except Refused:
        truth = client.kf_state(one.open_kfid, one.external_userid)
        _write(uow, one, truth.service_state, truth.servicer_userid)
        raise
    _write(uow, one, int(state), servicer)
    with uow.begin() as tx:
        kind = state.name.lower()
        line = KfLine(f"moved-{uuid4().hex}", tx.now, Speaker.SYSTEM, kind, servicer=servicer)
        store.add_lines(tx.session, [(one.id, line)])
    return replace(one, state=state, servicer=servicer)


def _write(uow: UnitOfWork, one: KfConversation, state: int, servicer: str) -> None:
    with uow.begin() as tx:
        store.set_state(tx.session, one.id, state, servicer[:64])
