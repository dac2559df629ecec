"""Only the EncodingAESKey is replaced: the signature still fits, since it is made with the token."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan.kernel.crypto import Vault
from huayuan.wechat.connections import api, crypto

CORP = "wwtest00000000001"
XML = (
    f"<xml><ToUserName>{CORP}</ToUserName><CreateTime>1772416800</CreateTime><MsgType>event</MsgType>"
    "<Event>change_external_tag</Event><Id>t{number}</Id><TagType>tag</TagType><ChangeType>update</ChangeType></xml>"
)


@pytest.mark.parametrize("number", range(4))  # a wrong key may end in a padding that looks right, by chance
def test_the_old_key_opens_callbacks_while_the_token_stays(desk: Any, vault: Vault, number: int) -> None:
    old = desk.connection.seal
    with desk.uow.begin() as tx:
        secrets = {"encoding_aes_key": crypto.new_encoding_aes_key()}
        api.change(tx, vault, desk.board.kinds, desk.view.id, secrets=secrets)
    desk.board.forget(desk.view.id)
    desk.board.door.prepare()
    assert desk.connection.seal.token == old.token and desk.connection.seal != old

    def push(seal: crypto.Seal) -> int:
        now = str(desk.now())
        encrypted = crypto.seal_message(seal, XML.format(number=number).encode())
        query = {
            "timestamp": now,
            "nonce": "n",
            "msg_signature": crypto.signature(seal.token, now, "n", encrypted),
        }
        body = f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>"
        return int(desk.post(query, body.encode()).status_code)

    assert push(old) == 200
    assert push(desk.connection.seal) == 200
    desk.clock.advance(hours=25)
    desk.board.door.prepare()
    assert push(old) in (400, 403)
