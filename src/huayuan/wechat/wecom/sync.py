"""What we read from WeCom as a whole: address book, corp tags, all customers. Network first, then a
transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.live_codes import api as live_codes
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import AnswerBroken, ErrorClass, Refused
from huayuan.wechat.tag_sync.api import TagSync
from huayuan.wechat.wecom import details, store, wire
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.details import Detail
from huayuan.wechat.wecom.limits import BATCH_CUSTOMERS, BATCH_STAFF

log = get_logger("wecom.sync")
ACTIVE = 1
# A member who left or has no customers spoils the page of everybody (60111, 84061).
SPOILT = (ErrorClass.USER_STATE, ErrorClass.FIX_REQUEST)
REPEATS = 3
Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Walk:
    """Where this run has been among the pages of some members. A cursor that comes again would turn in a circle."""

    position: int = -1
    asked: set[str] = field(default_factory=set)
    repeats: int = 0
    restarts: int = 0

    def enter(self, position: int, cursor: str) -> None:
        if position != self.position:
            self.position, self.repeats, self.restarts = position, 0, 0
            self.asked = set()
        self.asked.add(cursor)

    def turns(self, next_cursor: str) -> bool:
        """Whether the same page must be asked for again. Raises AnswerBroken when that has not helped."""
        if not next_cursor or next_cursor not in self.asked:
            return False
        self.repeats += 1
        if self.repeats > REPEATS:
            raise AnswerBroken(path="externalcontact/batch/get_by_user", status=200)
        return True

    def restart(self, refusal: Refused) -> None:
        """From the first page of these members on. Raises `refusal` the second time."""
        self.restarts += 1
        if self.restarts > 1:
            raise refusal
        self.asked = set()


class Sync:
    def __init__(
        self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver, tag_sync: TagSync
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver
        self.tag_sync = tag_sync

    def staff(self, connection_id: int) -> int:
        """Departments become regions and stores, members become staff; answers how many members.

        A department with departments below it is a region; one without is a store. The root is neither.
        """
        client = self._clients.of(connection_id)
        departments = client.departments()
        members: dict[str, wire.User] = {}
        for department in departments:
            for user in client.users(department.id):
                members.setdefault(user.userid, user)
        serving = set(client.follow_users())
        for userid in sorted(serving):
            members.setdefault(userid, wire.User(userid=userid))
        with self._uow.begin() as tx:
            self._keep_staff(tx, client.connection.account, departments, list(members.values()), serving)
            live_codes.follow_staff(tx, connection_id)
        return len(members)

    def tags(self, connection_id: int) -> int:
        """Corp tags and ours agree on what there is and what it is called; answers how many are linked."""
        return self.tag_sync.compare(connection_id)

    def customers(self, connection_id: int, progress: Progress) -> int:
        """All customers of all members, page by page; goes on where it stopped. Answers how many relations.

        Each page is one transaction that also moves the cursor, so a crash repeats one page at most.
        """
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            row = store.sync_row(tx.session, connection_id)
            running = row is not None and row.state == "running"
        if not running:
            userids = client.follow_users()
            with self._uow.begin() as tx:
                store.start_sync(tx.session, connection_id, sorted(userids), tx.now)
        walk = Walk()
        while self._page(client, walk, progress):
            pass
        with self._uow.read() as tx:
            row = store.sync_row(tx.session, connection_id)
            return row.relations if row else 0

    def _page(self, client: WecomClient, walk: Walk, progress: Progress) -> bool:
        """One page; False when that was the last."""
        connection = client.connection
        with self._uow.read() as tx:
            row = store.sync_row(tx.session, connection.id)
            assert row is not None
            staff, position, cursor = list(row.staff), row.position, row.cursor
        userids = staff[position : position + BATCH_STAFF]
        walk.enter(position, cursor)
        try:
            page = client.contacts(userids, cursor, BATCH_CUSTOMERS) if userids else wire.Contacts()
        except Refused as refusal:
            if refusal.kind not in SPOILT:
                raise
            self._leave_out(client, walk, (position, cursor), userids, refusal)
            return True
        if walk.turns(page.next_cursor):
            return True
        with self._uow.begin() as tx:
            details.apply(tx, self._resolver, connection.account, _by_customer(page))
            row = store.sync_row(tx.session, connection.id, lock=True)
            assert row is not None
            if (row.position, row.cursor) != (position, cursor):
                return True  # another job keeps the same sync; go on from where it is
            row.relations += len(page.external_contact_list)
            row.cursor = page.next_cursor
            row.position = position if page.next_cursor else position + BATCH_STAFF
            more = row.position < len(staff)
            if not more:
                row.state, row.finished_at = "done", tx.now
            relations = row.relations
        progress(min(position / max(len(staff), 1), 1.0), f"{relations}")
        return more

    def _leave_out(
        self,
        client: WecomClient,
        walk: Walk,
        place: tuple[int, str],
        userids: Sequence[str],
        refusal: Refused,
    ) -> None:
        """Go on without the members whose customers cannot be read; when it was the cursor, from the first page on.

        Raises `refusal` when neither helps.
        """
        unreadable = {userid for userid in userids if not _readable(client, userid)}
        if not unreadable:
            walk.restart(refusal)
        else:
            walk.asked = set()
        log.info("wecom.page_refused", errcode=refusal.errcode, members_left_out=len(unreadable))
        with self._uow.begin() as tx:
            row = store.sync_row(tx.session, client.connection.id, lock=True)
            if row is not None and (row.position, row.cursor) == place:
                row.staff = [userid for userid in row.staff if userid not in unreadable]
                row.cursor = ""

    def _keep_staff(
        self,
        tx: Transaction,
        account: str,
        departments: list[wire.Department],
        users: list[wire.User],
        serving: set[str],
    ) -> None:
        parents = {one.parentid for one in departments}
        regions: dict[int, int] = {}
        for one in departments:
            if one.id in parents and one.parentid:
                regions[one.id] = stores.upsert_region(
                    tx, account=account, department_id=str(one.id), name=one.name
                )
        shops: dict[int, int] = {}
        for one in departments:
            if one.id not in parents and one.parentid:
                shops[one.id] = stores.upsert_store(
                    tx,
                    account=account,
                    department_id=str(one.id),
                    name=one.name,
                    region_id=regions.get(one.parentid),
                )
        for user in users:
            places = [user.main_department, *user.department]
            store_id = next((shops[place] for place in places if place in shops), None)
            stores.upsert_staff(
                tx, account=account, userid=user.userid, name=user.name, store_id=store_id,
                active=user.status == ACTIVE, serves=user.userid in serving, alias=user.alias,
            )  # fmt: skip
        stores.keep_active(tx, account, [user.userid for user in users])


def _readable(client: WecomClient, userid: str) -> bool:
    try:
        client.contacts([userid], "", 1)
    except Refused as refusal:
        if refusal.kind in SPOILT:
            return False
        raise
    return True


def _by_customer(page: wire.Contacts) -> list[Detail]:
    """The page has a row per friendship; a customer of several members comes several times."""
    profiles_: dict[str, wire.Profile] = {}
    follows: dict[str, list[wire.Follow]] = {}
    for row in page.external_contact_list:
        profiles_[row.external_contact.external_userid] = row.external_contact
        follows.setdefault(row.external_contact.external_userid, []).append(row.follow_info)
    return [Detail(profile, tuple(follows[external])) for external, profile in profiles_.items()]
