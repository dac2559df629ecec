"""Passwords and tokens: argon2id for what people choose, SHA-256 for what we draw at random."""

from __future__ import annotations

import functools
import hashlib
import hmac
import secrets

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's argon2id setting of 19 MiB and two passes: about 30 ms on one core.
_HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19456, parallelism=1),))


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def password_matches(password: str, stored: str | None) -> bool:
    """Takes as long for an unknown login (`stored` None) as for a wrong password."""
    try:
        matches = _HASHER.verify(password, stored or _nobody())
    except PwdlibError:
        return False
    return matches and stored is not None


@functools.cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_urlsafe(16))


def token_hash(token: str) -> str:
    """Hex SHA-256. Enough for tokens of 24 random bytes and more, which cannot be guessed from it."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def csrf_token(session_token: str) -> str:
    """Derived one-way from the session's token, which scripts cannot read: nothing more to keep."""
    return hashlib.sha256(b"huayuan csrf " + session_token.encode(errors="replace")).hexdigest()


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode(errors="replace"))
