"""Personal fields at rest: AES-256-GCM with key rotation, and a keyed blind index for look-up.

Sealed form: version byte 1 · key id (4 bytes) · nonce (12 bytes) · ciphertext and tag (NIST SP 800-38D).
The blind index is HMAC-SHA-256 under a key derived from the *oldest* master key, so it survives rotation.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huayuan.kernel.errors import HuayuanError, Text

_VERSION = b"\x01"
_SHORTEST = 1 + 4 + 12 + 16  # version, key id, nonce, tag of an empty text


class SealBroken(HuayuanError):
    code = "crypto.seal_broken"
    message = Text(
        zh="加密字段无法解开：密钥缺失或数据被改动。请恢复 keys.json 或 HUAYUAN_SECRET_KEY 中的旧密钥。",
        en="A sealed field cannot be opened: its key is missing or the data was altered. Restore the old key in keys.json or HUAYUAN_SECRET_KEY.",
    )


class Vault:
    """Seals with the first master key; opens with any. `keys` are 32-byte master keys, newest first."""

    def __init__(self, keys: list[bytes]) -> None:
        if not keys or any(len(key) != 32 for key in keys):
            raise ValueError("a Vault needs at least one master key of 32 bytes")
        self._ciphers = {_derive(key, b"key-id")[:4]: AESGCM(_derive(key, b"seal")) for key in keys}
        self._current = _derive(keys[0], b"key-id")[:4]
        self._index_key = _derive(keys[-1], b"blind-index")
        self._sign_key = _derive(keys[-1], b"sign")

    def seal(self, text: str) -> bytes:
        nonce = secrets.token_bytes(12)
        return (
            _VERSION
            + self._current
            + nonce
            + self._ciphers[self._current].encrypt(nonce, text.encode(), _VERSION)
        )

    def open(self, sealed: bytes) -> str:
        """Raises SealBroken when the key is unknown or the bytes were altered."""
        cipher = self._ciphers.get(bytes(sealed[1:5]))
        if sealed[:1] != _VERSION or cipher is None or len(sealed) < _SHORTEST:
            raise SealBroken()
        try:
            return cipher.decrypt(sealed[5:17], sealed[17:], _VERSION).decode()
        except InvalidTag:
            raise SealBroken() from None

    def needs_reseal(self, sealed: bytes) -> bool:
        """True for a value sealed with an older key; rotation opens and seals it again."""
        return bytes(sealed[1:5]) != self._current

    def blind_index(self, kind: str, text: str) -> bytes:
        """16 bytes by which a sealed value can be found again; equal for equal (kind, text)."""
        return hmac.digest(self._index_key, f"{kind}\x1f{text}".encode(), "sha256")[:16]

    def sign(self, text: str) -> str:
        """Hex HMAC-SHA-256 for tokens and chains that must not be forged."""
        return hmac.new(self._sign_key, text.encode(), hashlib.sha256).hexdigest()


def _derive(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"huayuan " + purpose, "sha256")


def load_master_keys(given: str, folder: Path) -> list[bytes]:
    """Keys from the setting, else from `keys.json` in `folder`, which is made (mode 600) when absent."""
    if given:
        return [base64.b64decode(part) for part in given.split(",")]
    path = folder / "keys.json"
    if not path.exists():
        _write_keys(path, [secrets.token_bytes(32)])
    return [base64.b64decode(key) for key in json.loads(path.read_text())["master_keys"]]


def add_master_key(folder: Path) -> None:
    """Rotation: a new key in front; older ones stay for opening."""
    keys = load_master_keys("", folder)
    _write_keys(folder / "keys.json", [secrets.token_bytes(32), *keys])


def _write_keys(path: Path, keys: list[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"master_keys": [base64.b64encode(key).decode() for key in keys]}, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        if len(keys) == 1:
            os.link(temporary, path)  # two processes starting at once: the first one's key stands
        else:
            os.replace(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink(missing_ok=True)
