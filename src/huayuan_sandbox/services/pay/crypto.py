"""Signatures and ciphers of API v3: RSA SHA-256 over lines, AES-256-GCM of notifications, RSA-OAEP of names."""

from __future__ import annotations

import base64
import binascii
import os
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SCHEME = "WECHATPAY2-SHA256-RSA2048"
_FIELD = re.compile(r'(\w+)="([^"]*)"')


def sign(key: RSAPrivateKey, *lines: str) -> str:
    """Base64 over the lines, each ended by a newline."""
    text = "".join(f"{line}\n" for line in lines)
    return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def verifies(key: RSAPublicKey, signature: str, *lines: str) -> bool:
    text = "".join(f"{line}\n" for line in lines)
    try:
        key.verify(
            base64.b64decode(signature, validate=True), text.encode(), padding.PKCS1v15(), hashes.SHA256()
        )
    except (InvalidSignature, binascii.Error):
        return False
    return True


def authorization_fields(header: str) -> dict[str, str]:
    """The fields of an Authorization header; empty when it has another scheme."""
    scheme, _, rest = header.partition(" ")
    return dict(_FIELD.findall(rest)) if scheme == SCHEME else {}


def seal(api_v3_key: str, plain: bytes, associated_data: str) -> dict[str, str]:
    """The `resource` of a notification: ciphertext with its tag, base64."""
    nonce = base64.b32encode(os.urandom(8)).decode()[:12]
    sealed = AESGCM(api_v3_key.encode()).encrypt(nonce.encode(), plain, associated_data.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": base64.b64encode(sealed).decode(),
        "associated_data": associated_data,
        "nonce": nonce,
    }


def open_sensitive(key: RSAPrivateKey, sealed: str) -> str | None:
    """A field encrypted for the platform (RSA-OAEP with SHA-1, as documented); None when it cannot be read."""
    oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    try:
        return key.decrypt(base64.b64decode(sealed, validate=True), oaep).decode()
    except (ValueError, binascii.Error):
        return None
