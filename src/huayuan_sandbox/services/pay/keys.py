"""RSA keys that follow from the seed, so that a platform stays connected over restarts of the sandbox.

Never do this outside a sandbox: whoever knows the seed knows the private keys.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_BITS = 2048
_EXPONENT = 65_537
_ROUNDS = 24
_SIEVE = [
    number for number in range(3, 2000, 2) if all(number % d for d in range(3, math.isqrt(number) + 1, 2))
]
_CERTIFIED_FROM = datetime(2025, 1, 1, tzinfo=UTC)
CERTIFIED_UNTIL = _CERTIFIED_FROM + timedelta(days=5 * 365)
CERTIFIED_FROM = _CERTIFIED_FROM


@cache
def private_key(origin: str) -> rsa.RSAPrivateKey:
    """About half a second of searching for primes, once per origin and process."""
    rng = Random(f"sandbox rsa {origin}")
    p = _prime(rng)
    q = _prime(rng)
    while q == p:
        q = _prime(rng)
    d = pow(_EXPONENT, -1, math.lcm(p - 1, q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, p * q)
    return rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    ).private_key()


@cache
def certificate(origin: str, name: str) -> tuple[str, str]:
    """(serial in upper case hex, PEM) of the self-signed certificate of `private_key(origin)`."""
    key = private_key(origin)
    serial = Random(f"sandbox serial {origin}").getrandbits(152) | 1 << 151
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(serial)
        .not_valid_before(_CERTIFIED_FROM)
        .not_valid_after(CERTIFIED_UNTIL)
        .sign(key, hashes.SHA256())
    )
    return f"{serial:X}", built.public_bytes(serialization.Encoding.PEM).decode()


def private_pem(origin: str) -> str:
    return (
        private_key(origin)
        .private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        .decode()
    )


def public_pem(origin: str) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return private_key(origin).public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def _prime(rng: Random) -> int:
    """The two highest bits are set, so that the product of two has all its bits."""
    while True:
        number = rng.getrandbits(_BITS // 2) | 3 << (_BITS // 2 - 2) | 1
        if (
            math.gcd(number - 1, _EXPONENT) == 1
            and all(number % small for small in _SIEVE)
            and _passes(number, rng)
        ):
            return number


def _passes(number: int, rng: Random) -> bool:
    """Miller-Rabin."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(_ROUNDS):
        power = pow(rng.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True
