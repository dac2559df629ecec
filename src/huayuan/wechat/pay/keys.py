"""Keys and signatures of API v3: RSA SHA-256 over lines, AES-256-GCM of notifications, RSA-OAEP of names."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huayuan.wechat.pay.errors import KeyUnreadable

SCHEME = "WECHATPAY2-SHA256-RSA2048"
PROBE = "WECHATPAY/SIGNTEST/"  # false signatures by which WeChat Pay checks whether anybody looks


@lru_cache(maxsize=64)
def private_key(pem: str) -> RSAPrivateKey:
    """Raises KeyUnreadable."""
    try:
        key = serialization.load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError) as error:
        raise KeyUnreadable(field="商户私钥 apiclient_key.pem") from error
    if not isinstance(key, RSAPrivateKey):
        raise KeyUnreadable(field="商户私钥 apiclient_key.pem")
    return key


@lru_cache(maxsize=256)
def public_key(pem: str) -> RSAPublicKey:
    """Of a public key or a certificate. Raises KeyUnreadable."""
    try:
        if "BEGIN CERTIFICATE" in pem:
            key: object = x509.load_pem_x509_certificate(pem.encode()).public_key()
        else:
            key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, TypeError) as error:
        raise KeyUnreadable(field="平台公钥或证书") from error
    if not isinstance(key, RSAPublicKey):
        raise KeyUnreadable(field="平台公钥或证书")
    return key


@lru_cache(maxsize=256)
def serial_of(certificate: str) -> str:
    """Upper-case hexadecimal, as headers name it. Raises KeyUnreadable."""
    try:
        return f"{x509.load_pem_x509_certificate(certificate.encode()).serial_number:X}"
    except ValueError as error:
        raise KeyUnreadable(field="平台证书") from error


def sign(key: RSAPrivateKey, *lines: str) -> str:
    """Base64; each line is ended by a newline."""
    text = "".join(f"{line}\n" for line in lines)
    return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def verifies(key: RSAPublicKey, signature: str, *lines: str) -> bool:
    text = "".join(f"{line}\n" for line in lines)
    try:
        given = base64.b64decode(signature, validate=True)
        key.verify(given, text.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def authorization(
    mchid: str, serial: str, key: RSAPrivateKey, at: int, method: str, path: str, body: str
) -> str:
    """The Authorization header of a call; `path` with its query, as it is sent."""
    nonce = secrets.token_hex(16)
    signature = sign(key, method, path, str(at), nonce, body)
    return f'{SCHEME} mchid="{mchid}",nonce_str="{nonce}",signature="{signature}",timestamp="{at}",serial_no="{serial}"'


def open_resource(api_v3_key: str, resource: Mapping[str, str]) -> bytes:
    """What is inside a sealed `resource`. Raises ValueError for another key, another cipher or altered bytes."""
    if resource.get("algorithm", "AEAD_AES_256_GCM") != "AEAD_AES_256_GCM":
        raise ValueError("algorithm")
    try:
        sealed = base64.b64decode(resource["ciphertext"], validate=True)
        extra = resource.get("associated_data", "").encode()
        return AESGCM(api_v3_key.encode()).decrypt(resource["nonce"].encode(), sealed, extra)
    except (KeyError, InvalidTag, binascii.Error) as error:
        raise ValueError("sealed") from error


def seal_name(key: RSAPublicKey, name: str) -> str:
    """A personal field for the platform's eyes: RSA-OAEP with SHA-1, as it demands."""
    oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    return base64.b64encode(key.encrypt(name.encode(), oaep)).decode()


def client_parameters(appid: str, prepay_id: str, key: RSAPrivateKey, at: int) -> dict[str, str]:
    """What wx.requestPayment is called with."""
    nonce, package = secrets.token_hex(16), f"prepay_id={prepay_id}"
    return {
        "timeStamp": str(at), "nonceStr": nonce, "package": package, "signType": "RSA",
        "paySign": sign(key, appid, str(at), nonce, package),
    }  # fmt: skip
