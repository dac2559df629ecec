"""Passive replies: what is said in the answer to a callback, within five seconds, without asking anybody."""

from __future__ import annotations

import secrets
from datetime import datetime

from huayuan.wechat.connections.api import seal_message, signature
from huayuan.wechat.connections.contracts import Connection, Reply
from huayuan.wechat.official_account.callbacks import Callback
from huayuan.wechat.official_account.limits import REPLY_BYTES, REPLY_WITHIN

WELCOME = "welcome_text"


def text_for(connection: Connection, callback: Callback, received_at: datetime) -> str:
    """The default welcome of the connection after a follow; nothing in any other case, nor long after it."""
    if callback.event != "subscribe" or received_at - callback.created_at > REPLY_WITHIN:
        return ""
    text = str(connection.settings.get(WELCOME, "")).strip()
    return text if len(text.encode()) <= REPLY_BYTES else ""


def reply(connection: Connection, callback: Callback, text: str, seal: int | None, timestamp: int) -> Reply:
    """A text from the account to the person, sealed with `connection.seals[seal]`; None = in the clear."""
    message = (
        f"<xml><ToUserName>{_cdata(callback.openid)}</ToUserName>"
        f"<FromUserName>{_cdata(callback.get('ToUserName'))}</FromUserName><CreateTime>{timestamp}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content>{_cdata(text)}</Content></xml>"
    )
    body = message if seal is None else _sealed(connection, seal, message, str(timestamp))
    return Reply(body, "application/xml; charset=utf-8")


def _sealed(connection: Connection, number: int, message: str, timestamp: str) -> str:
    seal = connection.seals[number]
    nonce = str(secrets.randbelow(10**10))
    encrypted = seal_message(seal, message.encode())
    signed = signature(seal.token, timestamp, nonce, encrypted)
    return (
        f"<xml><Encrypt>{_cdata(encrypted)}</Encrypt><MsgSignature>{_cdata(signed)}</MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{_cdata(nonce)}</Nonce></xml>"
    )


def _cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
