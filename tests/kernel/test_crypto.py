"""Personal fields at rest: sealed, found again without opening, and readable after rotation."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huayuan.kernel.crypto import SealBroken, Vault, add_master_key, load_master_keys

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@given(st.text())
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    vault = Vault([OLD])
    assert vault.open(vault.seal(text)) == text


def test_equal_texts_do_not_look_equal() -> None:
    vault = Vault([OLD])
    first, second = vault.seal("13800138000"), vault.seal("13800138000")
    assert first != second
    assert b"13800138000" not in first


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    vault = Vault([OLD])
    sealed = bytearray(vault.seal("13800138000"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBroken):
        vault.open(bytes(sealed))


@given(st.binary(max_size=60))
def test_anything_else_is_refused_as_broken(garbage: bytes) -> None:
    with pytest.raises(SealBroken):
        Vault([OLD]).open(garbage)


@pytest.mark.parametrize("length", range(44))
def test_a_shortened_value_is_refused_as_broken(length: int) -> None:
    vault = Vault([OLD])
    with pytest.raises(SealBroken):
        vault.open(vault.seal("13800138000")[:length])


def test_rotation_keeps_old_values_readable_and_marks_them() -> None:
    before, after = Vault([OLD]), Vault([NEW, OLD])
    sealed = before.seal("x")
    assert after.open(sealed) == "x"
    assert after.needs_reseal(sealed)
    fresh = after.seal("x")
    assert not after.needs_reseal(fresh)
    with pytest.raises(SealBroken):
        before.open(fresh)


def test_a_blind_index_survives_rotation() -> None:
    assert Vault([OLD]).blind_index("phone", "138") == Vault([NEW, OLD]).blind_index("phone", "138")
    assert Vault([OLD]).sign("x") == Vault([NEW, OLD]).sign("x")


def test_a_blind_index_tells_kind_text_and_key_apart() -> None:
    vault = Vault([OLD])
    indexes = {
        vault.blind_index("phone", "138"),
        vault.blind_index("phone", "139"),
        vault.blind_index("member_no", "138"),
        vault.blind_index("phone\x1f1", "38"),
        Vault([NEW]).blind_index("phone", "138"),
    }
    assert len(indexes) == 5
    assert all(len(index) == 16 for index in indexes)


@pytest.mark.parametrize("keys", [[], [b"short"], [OLD, b"short"]])
def test_a_vault_without_proper_keys_is_refused(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(keys)


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = load_master_keys("", tmp_path / "data")
    assert load_master_keys("", tmp_path / "data") == first
    assert len(first) == 1
    assert stat.S_IMODE((tmp_path / "data" / "keys.json").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["keys.json"]


def test_rotation_puts_a_new_key_in_front(tmp_path: Path) -> None:
    (old,) = load_master_keys("", tmp_path)
    sealed = Vault([old]).seal("x")
    add_master_key(tmp_path)
    keys = load_master_keys("", tmp_path)
    assert (len(keys), keys[1]) == (2, old)
    assert Vault(keys).open(sealed) == "x"


def test_a_given_key_wins_over_the_file(tmp_path: Path) -> None:
    given_keys = ",".join(base64.b64encode(key).decode() for key in (NEW, OLD))
    assert load_master_keys(given_keys, tmp_path) == [NEW, OLD]
    assert list(tmp_path.iterdir()) == []
