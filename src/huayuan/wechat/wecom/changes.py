"""What a callback means: facts for the stream, for the friendship, for what happens next. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huayuan.wechat.wecom.callbacks import Callback
from huayuan.wechat.wecom.groups.changes import GroupChange, group_change


@dataclass(frozen=True, slots=True)
class Change:
    """One callback, decided.

    `event` is the catalog's name; None when there is nothing to tell. `removed_by` ends the friendship;
    `adds` begins
    it. `welcome_code` allows one welcome. `wants_details` has the customer read again. `sync` names a task
    to run.
    `people` are the external userids the event is about. `group` has a group read again,
    `kf` (account, token) the messages of a 微信客服 account.
    """

    event: str | None = None
    people: tuple[str, ...] = ()
    userid: str | None = None
    adds: bool = False
    removed_by: str | None = None
    state: str | None = None
    welcome_code: str | None = None
    wants_details: bool = False
    sync: str | None = None
    group: GroupChange | None = None
    link: tuple[str, str] | None = None  # (link id, change) of an acquisition link
    kf: tuple[str, str] | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    at: datetime | None = None


def decide(callback: Callback) -> Change:
    """What `callback` means; an empty Change for one that we only keep."""
    decided = _DECISIONS.get((callback.event, callback.change_type))
    return decided(callback) if decided else Change()


def _added(callback: Callback) -> Change:
    return _contact(
        callback, "contact_added", adds=True, wants_details=True, state=callback.get("State") or None,
        welcome_code=callback.get("WelcomeCode") or None,
    )  # fmt: skip


def _half_added(callback: Callback) -> Change:
    """The customer has added a member who has yet to confirm: no friendship yet, but a welcome is due."""
    return _contact(
        callback, "contact_half_added", state=callback.get("State") or None,
        welcome_code=callback.get("WelcomeCode") or None,
    )  # fmt: skip


def _edited(callback: Callback) -> Change:
    return _contact(callback, "contact_remarked", wants_details=True)


def _dropped(callback: Callback) -> Change:
    """A member removed the customer, or a transfer to a colleague did."""
    by_transfer = callback.get("Source") == "DELETE_BY_TRANSFER"
    source = {"source": "transfer"} if by_transfer else {}
    return _contact(
        callback, "contact_dropped", removed_by="transfer" if by_transfer else "staff", properties=source
    )


def _left(callback: Callback) -> Change:
    return _contact(callback, "contact_removed", removed_by="customer")


def _transfer_failed(callback: Callback) -> Change:
    """`UserID` is the colleague who was to take over."""
    details = {"to_staff": callback.get("UserID"), "status": callback.get("FailReason")}
    return _contact(callback, "contact_transferred", properties=details)


def _archive_agreed(callback: Callback) -> Change:
    """A welcome that had to wait for the consent to chat archiving may go now."""
    return _contact(callback, None, welcome_code=callback.get("WelcomeCode") or None)


def _group_changed(callback: Callback) -> Change:
    return Change(group=group_change(callback))


def _link_changed(callback: Callback) -> Change:
    return Change(link=(callback.get("LinkId"), callback.change_type))


def _tags_changed(_: Callback) -> Change:
    return Change(sync="wecom.sync_tags")


def _address_book_changed(_: Callback) -> Change:
    return Change(sync="wecom.sync_staff")


def _kf_waits(callback: Callback) -> Change:
    account = callback.get("OpenKfId")
    return Change(kf=(account, callback.get("Token")) if account else None)


def _kf_accounts_changed(_: Callback) -> Change:
    return Change(sync="wecom.kf_accounts")


def _contact(callback: Callback, event: str | None, **rest: Any) -> Change:
    external, userid = callback.get("ExternalUserID"), callback.get("UserID")
    if not external or not userid:
        return Change()
    return Change(event=event, people=(external,), userid=userid, at=callback.created_at, **rest)


_DECISIONS: dict[tuple[str, str], Callable[[Callback], Change]] = {
    ("change_external_contact", "add_external_contact"): _added,
    ("change_external_contact", "add_half_external_contact"): _half_added,
    ("change_external_contact", "edit_external_contact"): _edited,
    ("change_external_contact", "del_external_contact"): _dropped,
    ("change_external_contact", "del_follow_user"): _left,
    ("change_external_contact", "transfer_fail"): _transfer_failed,
    ("change_external_contact", "msg_audit_approved"): _archive_agreed,
    ("change_external_chat", "create"): _group_changed,
    ("change_external_chat", "update"): _group_changed,
    ("change_external_chat", "dismiss"): _group_changed,
    ("customer_acquisition", "link_unavailable"): _link_changed,
    ("customer_acquisition", "delete_link"): _link_changed,
    ("change_external_tag", "create"): _tags_changed,
    ("change_external_tag", "update"): _tags_changed,
    ("change_external_tag", "delete"): _tags_changed,
    ("kf_msg_or_event", ""): _kf_waits,
    ("kf_account_auth_change", ""): _kf_accounts_changed,
    ("change_contact", "create_user"): _address_book_changed,
    ("change_contact", "update_user"): _address_book_changed,
    ("change_contact", "delete_user"): _address_book_changed,
    ("change_contact", "create_party"): _address_book_changed,
    ("change_contact", "update_party"): _address_book_changed,
    ("change_contact", "delete_party"): _address_book_changed,
}
