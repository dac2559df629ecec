"""Loops and tasks of the WeCom connector."""

from __future__ import annotations

from huayuan.kernel.jobs import Tasks, Work
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import on_callback, once_a_day
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom import customer_tags, store
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.details import DetailReader
from huayuan.wechat.wecom.groups.sync import GroupSync
from huayuan.wechat.wecom.kf import api as kf
from huayuan.wechat.wecom.limits import CALLBACK_BATCH, KIND
from huayuan.wechat.wecom.reconciliation import Found, Reconciliation
from huayuan.wechat.wecom.sync import Sync
from huayuan.wechat.wecom.wecom import Wecom
from huayuan.wechat.wecom.welcomes import NameLane

LOOPS = Loops("wecom")
TASKS = Tasks("wecom")


on_callback(KIND, lambda: LOOPS.wake("wecom.callbacks"))


@LOOPS.loop("wecom.callbacks", every=0.2, elected=True)
def receive(services: Services) -> bool:
    """Callbacks into friendships, events and welcomes."""
    return services.get(Wecom).backlog.round(CALLBACK_BATCH)


@LOOPS.loop("wecom.names", every=0.03, elected=False)
def release_named(services: Services) -> bool:
    """Welcomes that got their customer's name."""
    return services.get(NameLane).release()


@LOOPS.loop("wecom.details", every=0.5, elected=True)
def read_details(services: Services) -> bool:
    """Customer details, when no callback waits: a welcome has seconds, a profile has time."""
    if services.get(Wecom).backlog.any_waiting():
        return False
    return services.get(DetailReader).round()


@TASKS.task("wecom.sync_staff", max_attempts=5)
def sync_staff(work: Work) -> None:
    work.services.get(Sync).staff(int(work.payload["connection_id"]))


@TASKS.task("wecom.sync_tags", max_attempts=5)
def sync_tags(work: Work) -> None:
    work.services.get(Sync).tags(int(work.payload["connection_id"]))


@TASKS.task("wecom.sync", max_attempts=20)
def sync_everything(work: Work) -> None:
    """Address book, tags, all customers, all groups; resumable. Accounts of 微信客服 by the way."""
    sync, connection_id = work.services.get(Sync), int(work.payload["connection_id"])
    with work.begin() as tx:
        kf.learn_accounts(tx, connection_id, f"sync:{work.job.id}")
    work.heartbeat(0.0, "staff")
    sync.staff(connection_id)
    work.heartbeat(0.0, "tags")
    sync.tags(connection_id)
    sync.customers(connection_id, lambda share, note: work.heartbeat(share * 0.8, note))
    groups = work.services.get(GroupSync)
    groups.run(connection_id, lambda share, note: work.heartbeat(0.8 + share * 0.2, note))


@TASKS.task("wecom.reconcile", max_attempts=5)
def reconcile(work: Work) -> None:
    """Each member's list of customers compared with ours; what callbacks missed is read or ended."""
    reconciliation, connection_id = work.services.get(Reconciliation), int(work.payload["connection_id"])
    members, found = reconciliation.members(connection_id), Found()
    for place, userid in enumerate(members):
        found += reconciliation.compare(connection_id, userid)
        work.heartbeat(place / len(members), f"+{found.unknown} −{found.ended}")


@TASKS.task("wecom.mark_tags", max_attempts=6)
def mark_tags(work: Work) -> None:
    """The live code's tags, put on the customer in WeCom too."""
    payload = work.payload
    client = work.services.get(Clients).of(int(payload["connection_id"]))
    external, userid = payload["external_userid"], payload["userid"]
    try:
        client.mark_tag(userid, external, payload["tags"])
    except Refused as refusal:
        if refusal.reaction is not Reaction.MARK:  # no longer friends: nothing to mark
            raise
        return
    with work.begin() as tx:
        account = client.connection.account
        worn = store.relation_tags(tx.session, account, [external]).get((external, userid), frozenset())
        store.keep_relation_tags(tx.session, account, [(external, userid, sorted({*worn, *payload["tags"]}))])


@TASKS.task(customer_tags.TAKEN_TASK, max_attempts=8)
def tags_taken(work: Work) -> None:
    """Tags that customers no longer wear at WeCom are taken off here."""
    work.services.get(Sync).tag_sync.told(work.payload)


@LOOPS.loop("wecom.push_tags", every=1.0, elected=True)
def push_tags(services: Services) -> bool:
    """What changed about tags here, told to WeCom."""
    return services.get(Sync).tag_sync.round()


@TASKS.every("wecom.sync_nightly", cron="0 30 3 * * *")
def sync_nightly(work: Work) -> None:
    """Staff, tags and what callbacks missed, for every connection, one job each."""
    once_a_day(work, KIND, "wecom.sync_staff", "wecom.sync_tags", "wecom.reconcile")
