"""What counts as an identifier, and which spellings are one."""

from __future__ import annotations

import pytest

from huayuan.identity.kinds import KINDS, as_phone, as_text, kind_of, masked
from huayuan.identity.reading import MOST_IDENTIFIERS, read
from huayuan.kernel.crypto import Vault


@pytest.mark.parametrize(
    "junk",
    [
        "", " ", "\t\n", "null", "NULL", "Undefined", "none", "NaN", "0", "-1", "[object Object]", "(null)", "ｎｕｌｌ",
        "00000000-0000-0000-0000-000000000000", "x" * 257, "a\x00b", "a\nb", "a\u202eb", "\u200b", "\ud800", "　",
    ],
)  # fmt: skip
def test_junk_names_nobody(junk: str) -> None:
    assert as_text(junk) is None
    for kind in KINDS.values():
        assert kind.normalise(junk) is None


@pytest.mark.parametrize(
    "raw, text",
    [
        (" u1 ", "u1"),
        ("ＵＮＩＯＮ１", "UNION1"),
        ("oAbC-_9", "oAbC-_9"),
        ("\ufeffu1", "u1"),
        ("会员8", "会员8"),
        ("00", "00"),
    ],
)
def test_plain_values(raw: str, text: str) -> None:
    assert as_text(raw) == text


@pytest.mark.parametrize(
    "raw, phone",
    [
        ("13800138000", "+8613800138000"),
        ("138 0013 8000", "+8613800138000"),
        ("+86-138-0013-8000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("(86)13800138000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"),
        ("010-66668888", "+861066668888"),
        ("0755 8888 9999", "+8675588889999"),
        ("+86 755 88889999", "+8675588889999"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("0085291234567", "+85291234567"),
    ],
)
def test_spellings_of_a_phone(raw: str, phone: str) -> None:
    assert as_phone(raw) == phone


@pytest.mark.parametrize(
    "raw", ["138****8000", "12345678901", "1380013800", "138001380001", "abc", "+86123", "11111111111"]
)
def test_what_is_no_phone(raw: str) -> None:
    assert as_phone(raw) is None


def test_names_of_kinds() -> None:
    assert kind_of("pos_card") is not None
    for bad in ("", "x", "Phone", "1st", "a b", "a" * 41, "手机"):
        assert kind_of(bad) is None


def test_the_strongest_comes_first_and_the_rest_is_bounded() -> None:
    weak = ((f"kind_{number}", "v") for number in range(30))
    ids = (*weak, ("anonymous_id", "a"), ("wechat_unionid", "u"))
    usable = read(ids, "acc", Vault([bytes(32)]))
    assert usable.keys[0].kind == "wechat_unionid"
    assert len(usable.keys) == MOST_IDENTIFIERS
    assert usable.ignored == len(ids) - MOST_IDENTIFIERS


def test_masks_show_little() -> None:
    assert masked("phone", "+8613800138000") == "138****8000"
    assert masked("phone", "+14155552671") == "+14****2671"
    assert masked("wechat_unionid", "o6_bmasdasdsad6_2sgVt7hMZOPfL") == "o6_b****OPfL"
    assert masked("member_no", "8") == "8****"
