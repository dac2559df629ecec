"""What WeCom offers to lower features: the welcome channel and contact ways behind live codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from huayuan.kernel.errors import HuayuanError, NotFound
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction
from huayuan.live_codes.contracts import ConnectionRef, IssuedWay, LiveCode, Rotation
from huayuan.live_codes.errors import AttachmentUnfit, ContactWayRefused
from huayuan.messaging.contracts import MessageState, Outcome, Outgoing
from huayuan.wechat.connections.api import Connections, tried
from huayuan.wechat.connections.errors import AnswerBroken, ErrorClass, Reaction, Refused
from huayuan.wechat.wecom import wire
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.limits import KIND, REMARK_CHARS, WELCOME_TEXT_BYTES
from huayuan.wechat.wecom.media import api as media
from huayuan.wechat.wecom.media.attachments import Attachments
from huayuan.wechat.wecom.media.limits import UNKNOWN_MEDIA
from huayuan.wechat.wecom.media.shelf import MediaShelf
from huayuan.wechat.wecom.welcomes import CHANNEL

log = get_logger("wecom.welcomes")

USED_UP, CHATTING, BEING_SENT = 41050, 41051, 41096


class WelcomeChannel:
    """send_welcome_msg as a channel of messaging.

    A welcome code is good for one message and 20 s. That is what makes a second call safe after a first one
    whose
    answer was lost: either the first did not arrive and the second is the only message, or the platform
    refuses the
    second because the code is used.
    """

    kind = CHANNEL
    max_bytes = WELCOME_TEXT_BYTES

    def __init__(self, clients: Clients, shelf: MediaShelf) -> None:
        self._clients = clients
        self._shelf = shelf

    def deliver(self, message: Outgoing) -> Outcome:
        refusal = self._try(message)
        if not isinstance(refusal, Refused):
            return refusal
        reason = {USED_UP: "code_expired_or_used", CHATTING: "already_chatting", BEING_SENT: "sent_elsewhere"}
        if refusal.reaction is Reaction.AGAIN:
            return Outcome(MessageState.QUEUED, refusal.kind.value, refusal.errcode, retry_in=1.0)
        return Outcome(MessageState.FAILED, reason.get(refusal.errcode, refusal.kind.value), refusal.errcode)

    def reconcile(self, message: Outgoing) -> Outcome:
        """Within the 20 s: call again; 41051 and 41096, and 41050 while the code cannot have expired, mean
        sent."""
        refusal = self._try(message)
        if not isinstance(refusal, Refused):
            return refusal if refusal.state is not MessageState.QUEUED else Outcome(MessageState.UNKNOWN)
        if refusal.errcode in (USED_UP, CHATTING, BEING_SENT):
            return Outcome(MessageState.SENT, "confirmed_by_used_code", refusal.errcode)
        return Outcome(MessageState.UNKNOWN, refusal.kind.value, refusal.errcode)

    def _try(self, message: Outgoing) -> Outcome | Refused:
        connection_id = int(message.address["connection_id"])
        return tried(lambda: self._send(self._clients.of(connection_id, urgent=True), message))

    def _send(self, client: WecomClient, message: Outgoing) -> None:
        """With its attachments. A refused content leaves the code unused, so a media id that the platform lost is
        replaced once; a picture that cannot be had does not keep the words back."""
        address, code = message.address, str(message.address["welcome_code"])
        attachments = Attachments(self._shelf, client.connection.id, address.get("attachments") or [])
        try:
            client.send_welcome(code, message.text, _ready(attachments))
        except Refused as refusal:
            if refusal.errcode not in UNKNOWN_MEDIA or not attachments.lost():
                raise
            again = Attachments(self._shelf, client.connection.id, address.get("attachments") or [])
            client.send_welcome(code, message.text, _ready(again))


def _ready(attachments: Attachments) -> list[dict[str, Any]]:
    try:
        return attachments.wire()
    except HuayuanError as error:
        log.warning("wecom.welcome_without_attachments", error=str(error))
        return []


class WecomContactWays:
    """联系我 for live codes: type 1 for one member, type 2 for several, among whom WeCom chooses by
    itself."""

    def __init__(self, clients: Clients, connections: Connections) -> None:
        self._clients = clients
        self._connections = connections

    def connections(self) -> list[ConnectionRef]:
        known = sorted(self._connections.all(KIND), key=lambda one: one.id)
        return [ConnectionRef(one.id, one.name, one.account) for one in known]

    def check_assets(self, tx: Transaction, attachments: Sequence[Mapping[str, Any]]) -> None:
        """A welcome with a media id of another kind would be refused as a whole, words and all."""
        for place, one in enumerate(attachments, 1):
            if not isinstance(asset_id := one.get("asset_id"), int):
                continue
            needed = "image" if one.get("kind") == "miniprogram" else str(one.get("kind"))
            try:
                fits = media.asset(tx, asset_id).kind == needed
            except NotFound:
                fits = False
            if not fits:
                raise AttachmentUnfit(place=place, field="asset_id", limit=needed)

    def issue(self, code: LiveCode, userids: Sequence[str]) -> IssuedWay:
        kind = 1 if code.rotation is Rotation.SINGLE else 2
        way = wire.NewWay(type=kind, state=code.state, user=list(userids), remark=code.name[:REMARK_CHARS])
        try:
            made = self._clients.of(code.connection_id).add_contact_way(way)
        except Refused as refusal:
            raise _final(refusal) from refusal
        return IssuedWay(made.config_id, made.qr_code)

    def find(self, code: LiveCode, since: datetime) -> IssuedWay | None:
        client, cursor, asked = self._clients.of(code.connection_id), "", set[str]()
        while True:
            if cursor in asked:
                raise AnswerBroken(
                    path="externalcontact/list_contact_way", status=200
                )  # it turns in a circle
            asked.add(cursor)
            page = client.list_contact_ways(since - timedelta(minutes=5), cursor)
            for row in page.contact_way:
                way = client.get_contact_way(row.config_id)
                if way is not None and way.state == code.state:
                    return IssuedWay(way.config_id, way.qr_code)
            cursor = page.next_cursor
            if not cursor:
                return None

    def update(self, code: LiveCode, userids: Sequence[str]) -> None:
        assert code.config_id is not None
        try:
            self._clients.of(code.connection_id).update_contact_way(
                code.config_id, user=userids, remark=code.name[:REMARK_CHARS], state=code.state
            )
        except Refused as refusal:
            raise _final(refusal) from refusal

    def remove(self, code: LiveCode) -> None:
        assert code.config_id is not None
        try:
            self._clients.of(code.connection_id).del_contact_way(code.config_id)
        except Refused as refusal:
            if refusal.kind is not ErrorClass.USER_STATE:  # 41044: there is no such contact way any more
                raise


def _final(refusal: Refused) -> Exception:
    """What asking again cannot change becomes ContactWayRefused; the rest stays and is tried again."""
    if refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK, Reaction.STOP_CONNECTION):
        return ContactWayRefused(errcode=refusal.errcode, hint_zh=refusal.hint.zh, hint_en=refusal.hint.en)
    return refusal
