"""The pushes of 客户联系 and their XML. `FromUserName` of these events is always "sys"."""

from __future__ import annotations

from huayuan_sandbox.services.wecom.models import Callback

CONTACT = "change_external_contact"
TAG = "change_external_tag"


def friend_added(
    at: float, userid: str, external_userid: str, state: str, welcome_code: str | None, *, half: bool
) -> Callback:
    fields = [("UserID", userid), ("ExternalUserID", external_userid)]
    if state:
        fields.append(("State", state))
    if welcome_code:
        fields.append(("WelcomeCode", welcome_code))
    change = "add_half_external_contact" if half else "add_external_contact"
    return Callback(at, CONTACT, change, tuple(fields), welcome_code)


def contact_changed(at: float, change_type: str, userid: str, external_userid: str) -> Callback:
    """edit_external_contact, del_external_contact (by staff) or del_follow_user (by customer)."""
    return Callback(at, CONTACT, change_type, (("UserID", userid), ("ExternalUserID", external_userid)))


def tag_changed(at: float, change_type: str, tag_id: str, tag_type: str) -> Callback:
    return Callback(at, TAG, change_type, (("Id", tag_id), ("TagType", tag_type)))


def to_xml(callback: Callback, corp_id: str) -> bytes:
    """The message before encryption."""
    fields = "".join(f"<{name}>{_cdata(value)}</{name}>" for name, value in callback.fields)
    return (
        f"<xml><ToUserName>{_cdata(corp_id)}</ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
        f"<CreateTime>{int(callback.at)}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event>{_cdata(callback.event)}</Event><ChangeType>{_cdata(callback.change_type)}</ChangeType>"
        f"{fields}</xml>"
    ).encode()


def envelope(corp_id: str, agent_id: int, encrypted: str) -> bytes:
    """The body that is posted."""
    return (
        f"<xml><ToUserName>{_cdata(corp_id)}</ToUserName><Encrypt>{_cdata(encrypted)}</Encrypt>"
        f"<AgentID>{_cdata(str(agent_id))}</AgentID></xml>"
    ).encode()


def _cdata(value: str) -> str:
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"
