"""The door: what is let in, what is not, and that nothing answers 5xx."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from sqlalchemy import select
from wechat.conftest import CORP, contact_xml

from huayuan.wechat.connections import crypto, xml
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.connections.models import CallbackCountRow, CallbackRow
from huayuan.wechat.wecom import callbacks

# Vectors: the official one of the platform's document 90968, and one made up for the sandbox corp.
OFFICIAL = {
    "token": "QDG6eK",
    "key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    "receive_id": "wx5823bf96d3bd56c7",
    "timestamp": "1409659813",
    "nonce": "1372623149",
    "signature": "477715d11cdb4164915debcba66cb864d751f3e6",
    "encrypted": (
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvu"
        "JTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwG"
        "c2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9"
        "EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0"
        "lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
    ),
}
SYNTHETIC = {
    "token": "sandboxtoken",
    "key": "t61WdHfIN1aquaVCsr4E93264lEV2F8iBw102MxHedw",
    "receive_id": "wwsandbox0000000001",
    "timestamp": "1760000000",
    "nonce": "nonce123",
    "signature": "d87a893742ec78075b2d0694bbf7bb359e4c36f9",
    "encrypted": (
        "47Q6iH2VHLP8R4Rbw5lQct/UP+5XDF0OzUws5xy/AhJhxSzNedJUHRhhGK2jiZjDhB9ILob0si2Jmy5giKumq8rHPpiI/bPYQEmhFs8crQ9Z"
        "xr7WMD+NO8LwJZi6mAQDuh3XWWcp0kpv4bzLisvU7N8fotkIa5qwnXHAxjhFCe0u4en/Azp7AprWU72rRrVtagnedOV5UI7ehmis41XBqaVe"
        "NEIOfdzlM+Ivm7yIwY4cd5zYHI1nm0djPsOdA3OdJOK0k+gE9h63wm1TBeg08fcI8j4k41Y2CkbiImZxz6rNZmfAEWU9q45EA1mM/kZD3OrX"
        "/LuFEePkkCSZveI655U89/FhlCLFuAfRYGp4AeRWDk5zvA36GzFUrmcYousAmYUAi+j2p/+KwedYogqasexDV+BILBPZKECfx/9Y/zlVscR/"
        "Rcx2iXJ70dBi4So3gXbiFk8h+G7wvnNP9OBcfV/mH2Lazwupd0gqlVAr6Lpc8MxX022rMcJ5HXEXzrk5grboaKSWZ/9yHG4iGsOjNdNMmtaZ"
        "S/qDNFUX73Rky5Le2LZjHjx7dNdCKdwkY5eTqX9n0i8BpNkuGraUhaUWVNl+FaOl9jtjWtWfCi8lDkT6kMOFBcD1krvSVXUNlJ/Iu7NWXU6h"
        "H7JM2j7L6CKUOZdtPl/y/j0S8yH3MZJTSjK/xfkGCZhsN2sqex/dIrNgC/TDKwJImD5hUUMjXq4A0w=="
    ),
}


def opened(vector: dict[str, str], **change: str) -> bytes:
    vector = vector | change
    seal = crypto.Seal.of(vector["token"], vector["key"], vector["receive_id"])
    return crypto.open_message(
        seal, vector["signature"], vector["timestamp"], vector["nonce"], vector["encrypted"]
    )


def test_official_vector() -> None:
    message = xml.parse(opened(OFFICIAL))
    assert (message.findtext("MsgType"), message.findtext("Content")) == ("text", "hello")


def test_synthetic_vector_opens_and_seals_to_the_same_bytes() -> None:
    plain = opened(SYNTHETIC)
    callback, _ = callbacks.read_message(plain)
    assert (
        callback.get("ExternalUserID") == "wmSandboxCustomer0001" and callback.get("WelcomeCode") == "WC_0001"
    )
    seal = crypto.Seal.of(SYNTHETIC["token"], SYNTHETIC["key"], SYNTHETIC["receive_id"])
    assert crypto.seal_message(seal, plain, random=b"0123456789abcdef") == SYNTHETIC["encrypted"]


@pytest.mark.parametrize("vector", [OFFICIAL, SYNTHETIC])
def test_signature_and_receive_id_are_checked(vector: dict[str, str]) -> None:
    for change in (
        {"signature": "0" * 40},
        {"signature": ""},
        {"timestamp": "1"},
        {"token": "other"},
        {"nonce": "x"},
    ):
        with pytest.raises(CallbackForbidden, match="signature"):
            opened(vector, **change)
    with pytest.raises(CallbackForbidden, match="receive_id"):
        opened(vector, receive_id="wwsomeoneelse")


def test_every_size_survives_the_padding() -> None:
    seal = crypto.Seal.of("t", crypto.new_encoding_aes_key(), "ww1")
    for size in range(70):
        encrypted = crypto.seal_message(seal, b"x" * size)
        given = crypto.signature("t", "1", "n", encrypted)
        assert crypto.open_message(seal, given, "1", "n", encrypted) == b"x" * size


@pytest.mark.parametrize("encrypted", ["", "!!!", "QUJD", "A" * 43, "QUFBQUFBQUFBQUFBQUFBQQ=="])
def test_signed_rubbish_is_malformed(encrypted: str) -> None:
    seal = crypto.Seal.of("t", crypto.new_encoding_aes_key(), "ww1")
    with pytest.raises(CallbackMalformed):
        crypto.open_message(seal, crypto.signature("t", "1", "n", encrypted), "1", "n", encrypted)


def stored(desk: Any) -> list[CallbackRow]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(CallbackRow).order_by(CallbackRow.id)))


def counted(desk: Any) -> dict[str, int]:
    desk.board.inbox.stop(5)
    with desk.uow.read() as tx:
        return {row.kind: row.number for row in tx.session.scalars(select(CallbackCountRow))}


def test_url_verification(desk: Any) -> None:
    encrypted = crypto.seal_message(desk.connection.seal, b"1616140317555161061")
    query = desk.query(encrypted) | {"echostr": encrypted}
    path = f"/callbacks/wecom/{desk.view.key}"
    answer = desk.http.get(path, params=query)
    assert (answer.status_code, answer.content) == (200, b"1616140317555161061")
    assert desk.http.get(path, params=query | {"msg_signature": "0" * 40}).status_code == 403
    assert desk.http.get(path).status_code == 400
    assert desk.http.get("/callbacks/wecom/unknown", params=query).status_code == 404


def test_a_repeat_is_answered_and_stored_once(desk: Any) -> None:
    xml = contact_xml("add_external_contact", "zhang", "wm1", desk.now(), WelcomeCode="W1")
    assert [desk.push(xml).status_code for _ in range(3)] == [200, 200, 200]
    desk.push(contact_xml("add_external_contact", "zhang", "wm2", desk.now()))  # same second, someone else
    assert len(stored(desk)) == 2
    assert counted(desk) == {"accepted": 2, "repeat": 2}


def test_a_replay_outside_the_window_is_refused(desk: Any) -> None:
    xml = contact_xml("edit_external_contact", "zhang", "wm1", desk.now())
    assert desk.push(xml, timestamp=str(desk.now() - 3600)).status_code == 403
    assert desk.push(xml, timestamp="soon").status_code == 400
    assert stored(desk) == []


def test_wrong_signature_receive_id_and_corp(desk: Any) -> None:
    xml = contact_xml("add_external_contact", "zhang", "wm1", desk.now())
    assert desk.push(xml, msg_signature="f" * 40).status_code == 403
    assert desk.push(xml, msg_signature="é" * 40).status_code == 403
    foreign = crypto.Seal(desk.connection.seal.token, desk.connection.seal.aes_key, "wwother")
    encrypted = crypto.seal_message(foreign, xml.encode())
    body = f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode()
    assert desk.post(desk.query(encrypted), body).status_code == 403
    assert (
        desk.push(contact_xml("add_external_contact", "zhang", "wm1", desk.now(), corp="wwother")).status_code
        == 403
    )
    assert stored(desk) == [] and counted(desk) == {"refused": 4}


def bomb() -> str:
    lines = "".join(f'<!ENTITY e{n} "{("&e" + str(n - 1) + ";") * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]><xml><ToUserName>&e8;</ToUserName></xml>'


EXTERNAL = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><xml><ToUserName>&f;</ToUserName></xml>'


@pytest.mark.parametrize("inside", [
    bomb(), EXTERNAL, '<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml/>', "not xml", "", "<xml>",
    "<xml><Event>x</Event></xml>", f"<xml><ToUserName>{CORP}</ToUserName></xml>",
    f"<xml><ToUserName>{CORP}</ToUserName><Event>x</Event></xml>",
    f"<xml><ToUserName>{CORP}</ToUserName><Event>x</Event><CreateTime>99999999999999999</CreateTime></xml>",
])  # fmt: skip
def test_unreadable_messages_are_400(desk: Any, inside: str) -> None:
    assert desk.push(inside).status_code == 400
    assert stored(desk) == []


def test_non_utf8_is_400(desk: Any) -> None:
    xml = contact_xml("add_external_contact", "张", "wm1", desk.now())
    assert desk.push(xml.encode("gbk")).status_code == 400
    assert desk.push(b"\xff\xfe\x00").status_code == 400


def test_truncated_bodies_are_never_5xx(desk: Any) -> None:
    xml = contact_xml("add_external_contact", "zhang", "wm1", desk.now()).encode()
    encrypted = crypto.seal_message(desk.connection.seal, xml)
    body = f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>".encode()
    for length in range(0, len(body), 37):
        assert desk.post(desk.query(encrypted), body[:length]).status_code == 400
    cut = encrypted[: len(encrypted) // 2]
    assert (
        desk.post(desk.query(encrypted), f"<xml><Encrypt>{cut}</Encrypt></xml>".encode()).status_code == 403
    )
    assert desk.post(desk.query(encrypted), b"<xml>" + b"x" * 300_000 + b"</xml>").status_code == 413
    assert desk.post(desk.query(encrypted), bomb().encode()).status_code == 400
    assert stored(desk) == []


def test_unknown_events_are_kept_and_counted(desk: Any) -> None:
    strange = (
        f"<xml><ToUserName>{CORP}</ToUserName><CreateTime>{desk.now()}</CreateTime><MsgType>event</MsgType>"
    )
    strange += "<Event>brand_new_event</Event><Odd><Deep>1</Deep></Odd></xml>"
    message = f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>zhang</FromUserName><CreateTime>{desk.now()}</CreateTime>"
    message += "<MsgType>text</MsgType><Content>hi</Content><MsgId>1234567890123456</MsgId></xml>"
    assert [desk.push(one).status_code for one in (strange, strange, message, message)] == [200] * 4
    desk.work()
    assert [(row.event, row.outcome, row.payload == strange) for row in stored(desk)] == [
        ("brand_new_event", "done", True), ("text", "done", False),
    ]  # fmt: skip
    assert counted(desk) == {"unknown": 2, "repeat": 2}


def test_every_documented_event_is_accepted(desk: Any) -> None:
    """The fixtures hold one example of every callback of the platform's documents."""
    from importlib.resources import files

    examples = yaml.safe_load(
        (files("huayuan.wechat.wecom") / "fixtures" / "callbacks.yaml").read_text("utf-8")
    )
    for one in examples:
        assert desk.push(one["xml"].replace("CORP", CORP)).status_code == 200, one["event"]
    desk.work()
    rows = stored(desk)
    assert len(rows) == len(examples) and {row.outcome for row in rows} == {"done"}
