"""The pushes of a mini program, before they are sealed."""

from __future__ import annotations

from huayuan_sandbox.services.mini_program.models import Callback


def prompt_answered(at: float, openid: str, template_ids: list[str], *, accept: bool) -> Callback:
    status = "accept" if accept else "reject"
    rows = [{"TemplateId": one, "SubscribeStatusString": status, "PopupScene": 0} for one in template_ids]
    return Callback(at, "subscribe_msg_popup_event", openid, {"SubscribeMsgPopupEvent": {"List": rows}})


def messages_refused(at: float, openid: str, template_id: str) -> Callback:
    """Only rejection is pushed when the person changes the settings."""
    rows = [{"TemplateId": template_id, "SubscribeStatusString": "reject"}]
    return Callback(at, "subscribe_msg_change_event", openid, {"SubscribeMsgChangeEvent": {"List": rows}})


def message_sent(at: float, openid: str, template_id: str, msgid: int) -> Callback:
    row = {"TemplateId": template_id, "MsgID": str(msgid), "ErrorCode": 0, "ErrorStatus": "success"}
    return Callback(at, "subscribe_msg_sent_event", openid, {"SubscribeMsgSentEvent": {"List": row}})


def session_entered(at: float, openid: str, session_from: str) -> Callback:
    return Callback(at, "user_enter_tempsession", openid, {"SessionFrom": session_from})


def message_written(at: float, openid: str, text: str, number: int) -> Callback:
    return Callback(at, "", openid, {"Content": text, "MsgId": number}, message_type="text")


def authorization_revoked(at: float, openid: str, appid: str, info: str) -> Callback:
    fields = {"OpenID": openid, "AppID": appid, "RevokeInfo": info}
    return Callback(at, "user_authorization_revoke", openid, fields)
