"""The callback cipher of WeCom: AES-256-CBC, PKCS#7 to 32 bytes, sha1 signature over sorted parts.

Plain text = 16 random bytes + uint32 length + message + receiveid (the corp id).
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32


class CryptoError(ValueError):
    """`code` is that of the official library: -40001 signature, -40005 receiveid, -40007 cipher."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code


class CallbackCipher:
    """Seals and opens callback messages for one (Token, EncodingAESKey, receiveid)."""

    def __init__(self, token: str, encoding_aes_key: str, receive_id: str) -> None:
        key = base64.b64decode(encoding_aes_key + "=")
        if len(key) != 32:
            raise CryptoError(-40004, "EncodingAESKey must be 43 characters")
        self._token = token
        self._receive_id = receive_id.encode()
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))

    def sign(self, timestamp: str, nonce: str, encrypted: str) -> str:
        parts = "".join(sorted((self._token, timestamp, nonce, encrypted)))
        return hashlib.sha1(parts.encode(), usedforsecurity=False).hexdigest()

    def encrypt(self, message: bytes, random16: bytes | None = None) -> str:
        start = random16 if random16 is not None else os.urandom(16)
        plain = start + struct.pack(">I", len(message)) + message + self._receive_id
        pad = _BLOCK - len(plain) % _BLOCK
        sealer = self._cipher.encryptor()
        return base64.b64encode(sealer.update(plain + bytes([pad]) * pad) + sealer.finalize()).decode()

    def decrypt(self, encrypted: str) -> bytes:
        opener = self._cipher.decryptor()
        try:
            padded = opener.update(base64.b64decode(encrypted)) + opener.finalize()
        except ValueError as problem:
            raise CryptoError(-40007, "cannot decrypt") from problem
        if len(padded) < 52 or not 1 <= padded[-1] <= _BLOCK:
            raise CryptoError(-40008, "illegal buffer")
        plain = padded[: -padded[-1]]
        (length,) = struct.unpack(">I", plain[16:20])
        if plain[20 + length :] != self._receive_id:
            raise CryptoError(-40005, "receiveid differs")
        return plain[20 : 20 + length]

    def open(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> bytes:
        """Checks the signature, then decrypts."""
        if self.sign(timestamp, nonce, encrypted) != signature:
            raise CryptoError(-40001, "signature differs")
        return self.decrypt(encrypted)
