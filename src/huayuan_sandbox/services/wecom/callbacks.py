"""The pushes of 客户联系 and their XML. `FromUserName` of these events is always "sys"."""

from __future__ import annotations

from huayuan_sandbox.services.wecom.models import Callback, Field

CONTACT = "change_external_contact"
TAG = "change_external_tag"
GROUP = "change_external_chat"
ACQUISITION = "customer_acquisition"
ADDRESS_BOOK = "change_contact"


def friend_added(
    at: float, userid: str, external_userid: str, state: str, welcome_code: str | None, *, half: bool
) -> Callback:
    fields: list[Field] = [("UserID", userid), ("ExternalUserID", external_userid)]
    if state:
        fields.append(("State", state))
    if welcome_code:
        fields.append(("WelcomeCode", welcome_code))
    change = "add_half_external_contact" if half else "add_external_contact"
    return Callback(at, CONTACT, change, tuple(fields), welcome_code)


def contact_changed(at: float, change_type: str, userid: str, external_userid: str, *more: Field) -> Callback:
    """edit_external_contact, del_external_contact (by staff), del_follow_user (by customer), transfer_fail."""
    return Callback(
        at, CONTACT, change_type, (("UserID", userid), ("ExternalUserID", external_userid), *more)
    )


def group_changed(at: float, change_type: str, chat_id: str, *more: Field) -> Callback:
    """create, update (with UpdateDetail) or dismiss."""
    return Callback(at, GROUP, change_type, (("ChatId", chat_id), *more))


def acquisition(at: float, change_type: str, *fields: Field) -> Callback:
    return Callback(at, ACQUISITION, change_type, fields)


def member_left(at: float, userid: str) -> Callback:
    """The administrator took a member out of the address book."""
    return Callback(at, ADDRESS_BOOK, "delete_user", (("UserID", userid),))


def tag_changed(at: float, change_type: str, tag_id: str, tag_type: str) -> Callback:
    return Callback(at, TAG, change_type, (("Id", tag_id), ("TagType", tag_type)))


def to_xml(callback: Callback, corp_id: str) -> bytes:
    """The message before encryption."""
    before: list[Field] = [
        ("ToUserName", corp_id), ("FromUserName", callback.sender), ("CreateTime", int(callback.at)),
        ("MsgType", callback.kind), ("Event", callback.event), ("ChangeType", callback.change_type),
    ]  # fmt: skip
    written = [_element(name, value) for name, value in before if value != ""]
    written += [_element(name, value) for name, value in callback.fields]
    return f"<xml>{''.join(written)}</xml>".encode()


def envelope(corp_id: str, agent_id: int, encrypted: str) -> bytes:
    """The body that is posted."""
    return (
        f"<xml><ToUserName>{_cdata(corp_id)}</ToUserName><Encrypt>{_cdata(encrypted)}</Encrypt>"
        f"<AgentID>{_cdata(str(agent_id))}</AgentID></xml>"
    ).encode()


def _element(name: str, value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, int):
        return f"<{name}>{value}</{name}>"
    if isinstance(value, tuple):
        return f"<{name}>{''.join(_element('Item', item) for item in value)}</{name}>"
    return f"<{name}>{_cdata(value)}</{name}>"


def _cdata(value: str) -> str:
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"


__all__ = [
    "Field", "acquisition", "contact_changed", "envelope", "friend_added", "group_changed", "member_left",
    "tag_changed", "to_xml",
]  # fmt: skip
