"""What operators do with an account: menus, codes, tags, articles. The platform first, then our own books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagLink
from huayuan.profiles.errors import UnknownTag
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.official_account import rules, wire
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.contracts import NewCode
from huayuan.wechat.official_account.errors import (
    CodeNotFound,
    NoSuchAccount,
    NotFollowing,
    SceneExists,
    TagNotMade,
)
from huayuan.wechat.official_account.limits import KIND
from huayuan.wechat.official_account.models import PublicationRow, QrCodeRow
from huayuan.wechat.official_account.store import belongings, followers
from huayuan.wechat.tag_sync import api as tag_sync

Note = Callable[[Transaction], None]  # what else belongs to the transaction: the audit entry


class Desk:
    """Every method raises NoSuchAccount, Refused, Paused, AnswerBroken and OutsideUnreachable."""

    def __init__(
        self, uow: UnitOfWork, clients: Clients, connections: Connections, sync: tag_sync.TagSync
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._connections = connections
        self._tag_sync = sync

    def connection(self, connection_id: int) -> Connection:
        """Raises NoSuchAccount for one that does not exist or is of another kind."""
        found = next((one for one in self._connections.all(KIND) if one.id == connection_id), None)
        if found is None:
            raise NoSuchAccount(connection=connection_id)
        return found

    def client(self, connection_id: int) -> OfficialAccountClient:
        return self._clients.of(self.connection(connection_id).id)

    # ---- menus

    def menus(self, connection_id: int) -> wire.Menus:
        """Empty when the account has none."""
        try:
            return self.client(connection_id).menus()
        except Refused as refusal:
            if refusal.kind is ErrorClass.USER_STATE:  # 46003: there is no menu
                return wire.Menus()
            raise

    def set_menu(self, connection_id: int, button: Sequence[Mapping[str, Any]], note: Note) -> None:
        """Raises MenuRefused."""
        checked = rules.menu(button)
        self.client(connection_id).create_menu(checked)
        self._write(note)

    def delete_menus(self, connection_id: int, note: Note) -> None:
        self.client(connection_id).delete_menus()
        self._write(note)

    def add_conditional_menu(
        self, connection_id: int, button: Sequence[Mapping[str, Any]], rule: Mapping[str, str], note: Note
    ) -> int:
        """Raises MenuRefused. The rule names a tag of the account or a system (1 iOS, 2 Android, 3 others)."""
        checked = rules.menu(button)
        menuid = self.client(connection_id).add_conditional_menu(checked, rule)
        self._write(note)
        return menuid

    def delete_conditional_menu(self, connection_id: int, menuid: int, note: Note) -> None:
        self.client(connection_id).delete_conditional_menu(menuid)
        self._write(note)

    # ---- QR codes

    def make_code(self, connection_id: int, new: NewCode, note: Note) -> QrCodeRow:
        """A code with its scene. Raises SceneExists and UnknownTag."""
        connection = self.connection(connection_id)
        with self._uow.read() as tx:
            self._check_code(tx, connection.account, new)
        seconds = None if new.days is None else new.days * 86_400
        made = self._clients.of(connection.id).create_code(new.scene, seconds)
        with self._uow.begin() as tx:
            row = QrCodeRow(
                connection_id=connection.id, account=connection.account, scene=new.scene, name=new.name,
                channel=new.channel, tag_ids=list(new.tag_ids), ticket=made.ticket, url=made.url, follows=0, scans=0,
                expires_at=None if seconds is None else tx.now + timedelta(seconds=seconds), created_at=tx.now,
            )  # fmt: skip
            belongings.add_code(tx.session, row)
            note(tx)
            tx.session.expunge(row)
        return row

    def code(self, tx: Transaction, code_id: int) -> QrCodeRow:
        """Raises CodeNotFound."""
        row = belongings.code_row(tx.session, code_id)
        if row is None:
            raise CodeNotFound(id=code_id)
        return row

    # ---- tags

    def tags(self, connection_id: int) -> list[TagLink]:
        """Tags of the account with the tag here that each of them is, by number."""
        connection = self.connection(connection_id)
        with self._uow.read() as tx:
            links = profiles.tag_links(tx, connection.account)
        return sorted((one for one in links if one.made), key=lambda one: int(one.external_id))

    def mirror_tag(self, connection_id: int, tag_id: int, note: Note) -> int:
        """Make a tag of ours one of the account's too; answers its number there. Followers who wear it get it there.

        Raises UnknownTag, TagNotSyncable, TagNotMade.
        """
        connection = self.connection(connection_id)
        with self._uow.begin() as tx:
            known = profiles.their_tags(tx, connection.account, [tag_id])
            if not known:
                tag_sync.start(tx, connection, tag_id)
                note(tx)
        if not known:
            self._tag_sync.compare(connection_id)
            with self._uow.read() as tx:
                known = profiles.their_tags(tx, connection.account, [tag_id])
        if tag_id not in known:
            raise TagNotMade(tag=tag_id)
        return int(known[tag_id])

    def delete_tag(self, connection_id: int, external_id: int, note: Note) -> None:
        """At the account; the people here keep theirs."""
        connection = self.connection(connection_id)
        self._clients.of(connection.id).delete_tag(external_id)
        with self._uow.begin() as tx:
            profiles.drop_tag_links(tx, connection.account, [str(external_id)])
            note(tx)

    # ---- articles

    def add_draft(self, connection_id: int, articles: Sequence[Mapping[str, Any]], note: Note) -> str:
        media_id = self.client(connection_id).add_draft(articles)
        self._write(note)
        return media_id

    def draft(self, connection_id: int, media_id: str) -> list[wire.NewsItem]:
        return self.client(connection_id).draft(media_id).news_item

    def change_draft(
        self, connection_id: int, media_id: str, index: int, article: Mapping[str, Any], note: Note
    ) -> None:
        """One of its articles, the first is 0."""
        self.client(connection_id).update_draft(media_id, index, article)
        self._write(note)

    def drop_draft(self, connection_id: int, media_id: str, note: Note) -> None:
        self.client(connection_id).delete_draft(media_id)
        self._write(note)

    def upload_image(self, connection_id: int, name: str, content: bytes, note: Note) -> wire.Media:
        made = self.client(connection_id).upload_image(name, content)
        self._write(note)
        return made

    def preview_mass(
        self, connection_id: int, person_id: int, msgtype: str, content: Mapping[str, Any]
    ) -> None:
        """Raises NotFollowing."""
        connection = self.connection(connection_id)
        with self._uow.read() as tx:
            openid = followers.openids_of(tx.session, connection.account, [person_id]).get(person_id)
        if openid is None:
            raise NotFollowing(person=person_id)
        self._clients.of(connection.id).preview_mass(openid, msgtype, content)

    def publish(self, connection_id: int, media_id: str, note: Note) -> PublicationRow:
        """Submit a draft; the result comes as an event."""
        client = self.client(connection_id)
        items = client.draft(media_id).news_item
        publish_id = client.publish(media_id)
        with self._uow.begin() as tx:
            row = {
                "connection_id": connection_id, "publish_id": publish_id, "media_id": media_id,
                "title": items[0].title[:200] if items else "", "status": 1, "article_id": "", "urls": [],
                "submitted_at": tx.now, "finished_at": None,
            }  # fmt: skip
            belongings.save_publication(tx.session, row)
            note(tx)
        return PublicationRow(**row)

    # ---- inside

    def _check_code(self, tx: Transaction, account: str, new: NewCode) -> None:
        if new.scene in belongings.codes_by_scene(tx.session, account, [new.scene]):
            raise SceneExists(scene=new.scene)
        known = {tag.id for tag in profiles.all_tags(tx)} if new.tag_ids else set()
        if unknown := set(new.tag_ids) - known:
            raise UnknownTag(ids=", ".join(str(tag) for tag in sorted(unknown)))

    def _write(self, note: Note) -> None:
        with self._uow.begin() as tx:
            note(tx)
