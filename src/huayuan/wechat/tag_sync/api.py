"""The door of the tag sync, for connectors and for whoever looks at how it stands."""

from __future__ import annotations

from collections.abc import Mapping

from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagLink
from huayuan.profiles.errors import UnknownTag
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.tag_sync import rules, store
from huayuan.wechat.tag_sync.contracts import DELETED_THERE, AccountState
from huayuan.wechat.tag_sync.errors import NoSuchTagAccount, TagNotSyncable
from huayuan.wechat.tag_sync.syncing import TagSync, our_tags

__all__ = [
    "TagSync", "TagSyncs", "account_states", "connection_of", "register", "start", "stop", "sync_now",
]  # fmt: skip


class TagSyncs:
    """The tag sync of each kind of platform in this process."""

    def __init__(self) -> None:
        self._by_kind: dict[str, TagSync] = {}

    def put(self, sync: TagSync) -> None:
        self._by_kind[sync.kind] = sync

    @property
    def kinds(self) -> list[str]:
        return sorted(self._by_kind)


def register(services: Services, sync: TagSync) -> None:
    known = services.find(TagSyncs) or services.put(TagSyncs, TagSyncs())
    known.put(sync)


def connection_of(connections: Connections, syncs: TagSyncs, account: str) -> Connection:
    """Raises NoSuchTagAccount."""
    for kind in syncs.kinds:
        for one in connections.all(kind):
            if one.account == account:
                return one
    raise NoSuchTagAccount(account=account)


def account_states(tx: Transaction) -> Mapping[str, AccountState]:
    return store.states(tx.session)


def sync_now(tx: Transaction, connection: Connection) -> None:
    """Compare the tags now, and try again whatever failed or waits."""
    profiles.try_tag_pushes_again(tx, connection.account)
    tx.enqueue(f"{connection.kind}.sync_tags", {"connection_id": connection.id})


def start(tx: Transaction, connection: Connection, tag_id: int) -> None:
    """From now on the tag is kept in step with one of the account, which is made when there is none of its name.

    Also for one that was deleted there, to have it again. Raises UnknownTag, TagNotSyncable.
    """
    our = our_tags(tx, [tag_id], name_chars=60).get(tag_id)
    if our is None:
        raise UnknownTag(ids=str(tag_id))
    if not our.active:
        raise TagNotSyncable(name=our.name)
    links = profiles.tag_links(tx, connection.account, [tag_id])
    gone = [one.external_id for one in links if one.reason == DELETED_THERE]
    profiles.drop_tag_links(tx, connection.account, gone)
    if len(gone) == len(links):
        profiles.keep_tag_links(tx, [_wanted(connection, our, tx)])
    sync_now(tx, connection)


def _wanted(connection: Connection, our: rules.OurTag, tx: Transaction) -> TagLink:
    return rules.new_link(connection.account, connection.kind, our, tx.now)


def stop(tx: Transaction, account: str, tag_id: int) -> None:
    """Kept in step no longer: both sides stay as they are. Answers the same when it was not."""
    links = profiles.tag_links(tx, account, [tag_id])
    profiles.drop_tag_links(tx, account, [one.external_id for one in links])
