"""The cipher against the published vector and one made for this project."""

from __future__ import annotations

import pytest

from huayuan_sandbox.services.wecom.callbacks import envelope, friend_added, to_xml
from huayuan_sandbox.services.wecom.crypto import CallbackCipher, CryptoError

OFFICIAL_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
OFFICIAL_TEXT = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvu"
    "JTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwG"
    "c2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9"
    "EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0"
    "lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
)
SYNTHETIC_PLAIN = (
    "<xml><ToUserName><![CDATA[wwsandbox0000000001]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
    "<CreateTime>1760000000</CreateTime><MsgType><![CDATA[event]]></MsgType>"
    "<Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType>"
    "<UserID><![CDATA[alice]]></UserID><ExternalUserID><![CDATA[wmSandboxCustomer0001]]></ExternalUserID>"
    "<State><![CDATA[ch_store_01]]></State><WelcomeCode><![CDATA[WC_0001]]></WelcomeCode></xml>"
)


@pytest.fixture
def synthetic() -> CallbackCipher:
    return CallbackCipher(
        "sandboxtoken", "t61WdHfIN1aquaVCsr4E93264lEV2F8iBw102MxHedw", "wwsandbox0000000001"
    )


def test_official_vector_opens() -> None:
    cipher = CallbackCipher("QDG6eK", OFFICIAL_KEY, "wx5823bf96d3bd56c7")
    plain = cipher.open("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", OFFICIAL_TEXT)
    assert b"<Content><![CDATA[hello]]></Content>" in plain


def test_synthetic_vector_is_sealed_byte_for_byte(synthetic: CallbackCipher) -> None:
    sealed = synthetic.encrypt(SYNTHETIC_PLAIN.encode(), random16=b"0123456789abcdef")
    assert sealed.startswith("47Q6iH2VHLP8R4Rbw5lQct/UP+5XDF0OzUws5xy/AhJhxSzNedJUHRhhGK2jiZjDhB9ILob0si2J")
    assert synthetic.sign("1760000000", "nonce123", sealed) == "d87a893742ec78075b2d0694bbf7bb359e4c36f9"


def test_xml_of_an_addition_is_the_documented_example() -> None:
    callback = friend_added(
        1760000000.9, "alice", "wmSandboxCustomer0001", "ch_store_01", "WC_0001", half=False
    )
    assert to_xml(callback, "wwsandbox0000000001").decode() == SYNTHETIC_PLAIN


def test_cdata_end_in_a_value_cannot_break_the_xml() -> None:
    assert b"]]]]><![CDATA[>" in envelope("a]]>b", 1, "x")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda cipher, text: cipher.open("0" * 40, "1", "2", text), -40001),
        (lambda cipher, text: CallbackCipher("sandboxtoken", OFFICIAL_KEY, "other").decrypt(text), None),
        (
            lambda cipher, text: CallbackCipher(
                "t", "t61WdHfIN1aquaVCsr4E93264lEV2F8iBw102MxHedw", "other"
            ).decrypt(text),
            -40005,
        ),
        (lambda cipher, text: cipher.decrypt("AAAA"), -40007),
    ],
)
def test_a_wrong_message_is_refused(synthetic: CallbackCipher, change, code) -> None:  # type: ignore[no-untyped-def]
    text = synthetic.encrypt(b"hello")
    with pytest.raises(CryptoError) as refusal:
        change(synthetic, text)
    if code is not None:
        assert refusal.value.code == code


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 500])
def test_every_length_comes_back(synthetic: CallbackCipher, length: int) -> None:
    assert synthetic.decrypt(synthetic.encrypt(b"x" * length)) == b"x" * length
