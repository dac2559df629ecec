"""Has the platform make, change and delete links, and reads whom they brought. Network first, then a transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import NewFriend
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import pages
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom.acquisition import api, store
from huayuan.wechat.wecom.acquisition.contracts import AcquisitionLink, LinkStatus
from huayuan.wechat.wecom.acquisition.wire import LinkCustomer, LinkCustomers, LinkDetail, LinkQuota
from huayuan.wechat.wecom.client import Clients, WecomClient

GONE = (ErrorClass.USER_STATE, ErrorClass.FIX_REQUEST)
CLOCK_MINUTES = 5


class LinkDesk:
    """A `Desk` of `spread.py`."""

    word, subject = "link", "acquisition_link"

    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self.uow = uow
        self._clients = clients

    def issue(self, number: int) -> AcquisitionLink:
        """Make the link at the platform, or bring it up to date. A refusal makes it `failed` with the reason.

        When an earlier answer was lost the link is looked for, by name and time, before another is made: links cost.
        """
        with self.uow.begin() as tx:
            link = api.link(tx, number)
            userids = api.userids(tx, link.account, link.staff_ids)
            asked_before = link.asked_at
            if link.link_id is None and asked_before is None:
                store.change(tx.session, number, asked_at=tx.now)
        client = self._clients.of(link.connection_id)
        try:
            made = self._made(client, link, userids, asked_before)
        except HuayuanError as error:
            return self._failed(link, error)
        with self.uow.begin() as tx:
            values = {"link_id": made.link_id, "url": made.url} if made else {}
            return store.change(
                tx.session, number, status=LinkStatus.ACTIVE.value, error=None, asked_at=None, **values
            )

    def delete(self, number: int) -> AcquisitionLink:
        """Raises NotFound, and Refused, Paused, OutsideUnreachable when the platform could not be told."""
        with self.uow.read() as tx:
            link = api.link(tx, number)
        if link.link_id is not None and link.status is not LinkStatus.DELETED:
            try:
                self._clients.of(link.connection_id).delete_link(link.link_id)
            except Refused as refusal:
                if refusal.kind not in GONE:
                    raise
        with self.uow.begin() as tx:
            return store.change(tx.session, number, status=LinkStatus.DELETED.value)

    def quota(self, connection_id: int) -> LinkQuota:
        """Raises Refused, Paused, OutsideUnreachable."""
        return self._clients.of(connection_id).link_quota()

    def customers(self, number: int, cursor: str) -> tuple[AcquisitionLink, LinkCustomers]:
        """A page of whom the link brought. Raises NotFound, Refused, Paused, OutsideUnreachable."""
        with self.uow.read() as tx:
            link = api.link(tx, number)
        if link.link_id is None:
            return link, LinkCustomers()
        return link, self._clients.of(link.connection_id).link_customers(link.link_id, cursor)

    def read_customers(self, connection_id: int) -> int:
        """Whom the links brought: friendships without a channel get the link's. Answers how many customers there are.

        A link that was opened without our channel in its address tells nothing at the addition; only this list does.
        """
        client = self._clients.of(connection_id)
        with self.uow.read() as tx:
            links = store.living(tx.session, connection_id)
        total = 0
        for link in links:
            assert link.link_id is not None
            try:
                customers = _customers(client, link.link_id)
            except Refused as refusal:
                if refusal.kind not in GONE:
                    raise
                continue
            with self.uow.begin() as tx:
                _attribute(tx, link, customers)
                store.change(tx.session, link.id, customers=len(customers), read_at=tx.now)
            total += len(customers)
        return total

    def _made(
        self, client: WecomClient, link: AcquisitionLink, userids: list[str], asked_before: datetime | None
    ) -> LinkDetail | None:
        if link.link_id is not None:
            client.update_link(link.link_id, link.name, userids, skip_verify=link.skip_verify)
            return None
        if asked_before is not None and (found := self._find(client, link, asked_before)) is not None:
            return found
        return client.create_link(link.name, userids, skip_verify=link.skip_verify)

    def _find(self, client: WecomClient, link: AcquisitionLink, asked_at: datetime) -> LinkDetail | None:
        """The link our lost request made: of the same name, not older than the request, and nobody else's."""
        since = asked_at - timedelta(minutes=CLOCK_MINUTES)
        for page in pages(client.links):
            with self.uow.read() as tx:
                known = store.known_ids(tx.session, link.account, page.link_id_list)
            for link_id in page.link_id_list:
                if link_id in known:
                    continue
                detail = client.link(link_id)
                if detail and detail.link_name == link.name and _time(detail) >= since:
                    detail.link_id = link_id
                    return detail
        return None

    def _failed(self, link: AcquisitionLink, error: HuayuanError) -> AcquisitionLink:
        """A no is certain, so the next try need not look for anything; a link that works keeps working."""
        status = LinkStatus.ACTIVE if link.url else LinkStatus.FAILED
        values = {"asked_at": None} if isinstance(error, Refused) else {}
        with self.uow.begin() as tx:
            return store.change(tx.session, link.id, status=status.value, error=error.as_dict(), **values)


def _time(detail: LinkDetail) -> datetime:
    return datetime.fromtimestamp(detail.create_time, UTC)


def _customers(client: WecomClient, link_id: str) -> list[LinkCustomer]:
    listed = pages(lambda cursor: client.link_customers(link_id, cursor))
    return [one for page in listed for one in page.customer_list]


def _attribute(tx: Transaction, link: AcquisitionLink, customers: list[LinkCustomer]) -> None:
    """What is known of a friendship already stays."""
    by_member: dict[str, list[LinkCustomer]] = {}
    for one in customers:
        by_member.setdefault(one.userid, []).append(one)
    staff = stores.staff_by_userid(tx, link.account, by_member)
    told: list[NewFriend] = []
    for userid, brought in by_member.items():
        if userid not in staff:
            continue
        friends = profiles.open_friends_of_staff(tx, staff[userid].id, link.account)
        for one in brought:
            friend = friends.get(one.external_userid)
            if friend is not None and friend.channel is None:
                told.append(
                    NewFriend(
                        friend.person_id, friend.staff_id, link.account, one.external_userid, friend.added_at,
                        state=one.state or None, channel=link.channel,
                    )
                )  # fmt: skip
    profiles.friends_added(tx, told)
