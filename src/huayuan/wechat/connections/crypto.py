"""The callback envelope of WeCom, 公众号 and mini programs: SHA-1 signature, AES-256-CBC, padding to 32 bytes.

Plain form: 16 random bytes · length of the message (4 bytes, big endian) · message · receive id. The key is
the Base64 of 43 characters and "="; the IV its first 16 bytes (document 90968).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import string
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed

_BLOCK = 32
_RANDOM = 16
_ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Seal:
    """Token, key and receive id (the corp id of a self-built app, the app id of the others) of one callback address."""

    token: str
    aes_key: bytes
    receive_id: str

    @staticmethod
    def of(token: str, encoding_aes_key: str, receive_id: str) -> Seal:
        """Raises ValueError unless the key is 43 characters that decode to 32 bytes."""
        return Seal(token, decode_key(encoding_aes_key), receive_id)


def decode_key(encoding_aes_key: str) -> bytes:
    if len(encoding_aes_key) != 43 or not encoding_aes_key.isascii() or not encoding_aes_key.isalnum():
        raise ValueError("an EncodingAESKey has 43 letters and digits")
    return base64.b64decode(encoding_aes_key + "=")


def new_token() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(24))


def new_encoding_aes_key() -> str:
    """43 random letters and digits whose last one carries no stray bits, as strict decoders want it."""
    head = "".join(secrets.choice(_ALPHABET) for _ in range(42))
    return head + secrets.choice("AEIMQUYcgkosw048")


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    return hashlib.sha1("".join(sorted((token, timestamp, nonce, encrypted))).encode()).hexdigest()


def open_message(seal: Seal, given: str, timestamp: str, nonce: str, encrypted: str) -> bytes:
    """The message inside. Raises CallbackForbidden (signature, receive id) or CallbackMalformed.

    The signature is verified before anything is decrypted.
    """
    expected = signature(seal.token, timestamp, nonce, encrypted)
    if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass")):
        raise CallbackForbidden(reason="signature")
    message, receive_id = _unpack(_decrypt(seal.aes_key, encrypted))
    if not hmac.compare_digest(receive_id, seal.receive_id.encode()):
        raise CallbackForbidden(reason="receive_id")
    return message


def seal_message(seal: Seal, message: bytes, *, random: bytes | None = None) -> str:
    """The Base64 text that `open_message` opens: for passive replies and tests."""
    plain = (random or secrets.token_bytes(_RANDOM)) + struct.pack(">I", len(message)) + message
    plain += seal.receive_id.encode()
    pad = _BLOCK - len(plain) % _BLOCK
    encryptor = _cipher(seal.aes_key).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode()


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES256(key), modes.CBC(key[:16]))


def _decrypt(key: bytes, encrypted: str) -> bytes:
    try:
        sealed = base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError):
        raise CallbackMalformed(reason="base64") from None
    if not sealed or len(sealed) % 16:
        raise CallbackMalformed(reason="length")
    decryptor = _cipher(key).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()


def _unpack(padded: bytes) -> tuple[bytes, bytes]:
    pad = padded[-1]
    if not 1 <= pad <= _BLOCK or len(padded) < pad or padded[-pad:] != bytes([pad]) * pad:
        raise CallbackMalformed(reason="padding")
    plain = padded[:-pad]
    if len(plain) < _RANDOM + 4:
        raise CallbackMalformed(reason="length")
    (length,) = struct.unpack(">I", plain[_RANDOM : _RANDOM + 4])
    body = plain[_RANDOM + 4 :]
    if length > len(body):
        raise CallbackMalformed(reason="length")
    return body[:length], body[length:]
