"""Has the platform make, change and delete group welcomes while somebody waits. Network first, then a transaction."""

from __future__ import annotations

from typing import Any

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.group_welcomes import api, store
from huayuan.wechat.wecom.group_welcomes.contracts import GroupWelcome, WelcomeStatus
from huayuan.wechat.wecom.media.attachments import Attachments
from huayuan.wechat.wecom.media.limits import UNKNOWN_MEDIA
from huayuan.wechat.wecom.media.shelf import MediaShelf

GONE = (ErrorClass.USER_STATE, ErrorClass.FIX_REQUEST)


class GroupWelcomeDesk:
    """A `Desk` of `spread.py`."""

    word, subject = "group_welcome", "group_welcome"

    def __init__(self, uow: UnitOfWork, clients: Clients, shelf: MediaShelf) -> None:
        self.uow = uow
        self._clients = clients
        self._shelf = shelf

    def issue(self, number: int) -> GroupWelcome:
        """Make the template at the platform, or bring it up to date. A refusal makes it `failed` with the reason.

        The platform lists no templates: one whose answer was lost stays there, unused, and another is made.
        """
        with self.uow.read() as tx:
            welcome = api.welcome(tx, number)
        try:
            template_id = self._told(welcome)
        except HuayuanError as error:
            status = WelcomeStatus.ACTIVE if welcome.template_id else WelcomeStatus.FAILED
            with self.uow.begin() as tx:
                return store.change(tx.session, number, status=status.value, error=error.as_dict())
        active = WelcomeStatus.ACTIVE.value
        with self.uow.begin() as tx:
            return store.change(tx.session, number, status=active, template_id=template_id, error=None)

    def delete(self, number: int) -> GroupWelcome:
        """Raises NotFound, and Refused, Paused, OutsideUnreachable when the platform could not be told."""
        with self.uow.read() as tx:
            welcome = api.welcome(tx, number)
        if welcome.template_id is not None and welcome.status is not WelcomeStatus.DELETED:
            try:
                self._clients.of(welcome.connection_id).del_group_welcome(welcome.template_id)
            except Refused as refusal:
                if refusal.kind not in GONE:
                    raise
        with self.uow.begin() as tx:
            return store.change(tx.session, number, status=WelcomeStatus.DELETED.value)

    def _told(self, welcome: GroupWelcome) -> str:
        wanted = [welcome.attachment] if welcome.attachment else []
        attachments = Attachments(self._shelf, welcome.connection_id, wanted)
        try:
            return self._tell(welcome, attachments)
        except Refused as refusal:
            if refusal.errcode not in UNKNOWN_MEDIA or not attachments.lost():
                raise
        return self._tell(welcome, Attachments(self._shelf, welcome.connection_id, wanted))

    def _tell(self, welcome: GroupWelcome, attachments: Attachments) -> str:
        client = self._clients.of(welcome.connection_id)
        content: dict[str, Any] = {"text": {"content": welcome.text}} if welcome.text else {}
        content |= {one["msgtype"]: one[one["msgtype"]] for one in attachments.wire()}
        if welcome.template_id is None:
            return client.add_group_welcome(content, notify=welcome.notify)
        client.edit_group_welcome(welcome.template_id, content)
        return welcome.template_id
