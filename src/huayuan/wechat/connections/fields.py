"""Fields of a connection that several kinds have: an app's id and secret, and what seals its callbacks."""

from __future__ import annotations

from huayuan.kernel.errors import Text
from huayuan.wechat.connections.contracts import AES_KEY, CALLBACK_TOKEN, SECRET, Field


def app_id(label: Text, where: Text) -> Field:
    return Field("account", label, where, pattern=r"wx[0-9a-zA-Z]{6,30}")


def app_secret() -> Field:
    """Of an app whose page shows it once, below its id."""
    where = Text("同一页；只显示一次，忘记需重置", "The same page; shown once, reset it when lost")
    return Field(SECRET, Text("AppSecret", "AppSecret"), where)


def seals(
    place: Text,
    token: Text = Text("令牌 Token", "Token"),
    key: Text = Text("EncodingAESKey", "EncodingAESKey"),
) -> tuple[Field, Field]:
    """Callback token and key. `place`: the page of the platform where they are entered."""
    where = Text(f"由本系统生成，填到“{place.zh}”", f"Made here; enter it at “{place.en}”")
    return (
        Field(CALLBACK_TOKEN, token, where, pattern=r"[A-Za-z0-9]{3,32}", generated=True),
        Field(AES_KEY, key, where, pattern=r"[A-Za-z0-9]{43}", generated=True),
    )
