"""Loop and tasks of 微信客服."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.kf import api
from huayuan.wechat.wecom.kf.reading import KfReader
from huayuan.wechat.wecom.limits import KIND

LOOPS = Loops("wecom.kf")
TASKS = Tasks("wecom.kf")


@LOOPS.loop("wecom.kf", every=0.5, elected=True)
def read_messages(services: Services) -> bool:
    """What callbacks told of."""
    return services.get(KfReader).round()


@TASKS.task(api.LEARN_TASK, max_attempts=5)
def learn_accounts(work: Work) -> None:
    """A corp that never opened 微信客服 refuses this app, which is no fault."""
    try:
        found = work.services.get(KfReader).accounts(int(work.payload["connection_id"]))
    except Refused as refusal:
        if refusal.reaction is not Reaction.GIVE_UP:
            raise
        work.heartbeat(1.0, str(refusal.errcode))
    else:
        work.heartbeat(1.0, f"{found}")


@TASKS.every("wecom.kf_accounts_nightly", cron="0 40 3 * * *")
def learn_nightly(work: Work) -> None:
    with work.begin() as tx:
        for connection in work.services.get(Connections).all(KIND):
            api.learn_accounts(tx, connection.id, tx.now.date().isoformat())


@TASKS.every("wecom.kf_forget", cron="0 25 4 * * *")
def forget_what_was_said(work: Work) -> None:
    with work.begin() as tx:
        gone = api.forget_old(tx)
    work.heartbeat(1.0, f"{gone}")


@TASKS.every("wecom.kf_catch_up", cron="0 7 * * * *")
def catch_up(work: Work) -> None:
    """Accounts whose callbacks may have been lost are read without one; the platform keeps three days."""
    with work.begin() as tx:
        known = {connection.id for connection in work.services.get(Connections).all(KIND)}
        found = api.catch_up(tx, known)
    work.heartbeat(1.0, f"{found}")
