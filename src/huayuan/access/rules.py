"""Pure decisions of access: throttling, grants, passwords, addresses."""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from huayuan.access.contracts import PERMISSION_CODES, SCOPE_KINDS, User
from huayuan.access.errors import GrantTooWide, PasswordWeak, ScopeTooWide, UnknownPermission
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.errors import Invalid

MINIMUM_PASSWORD = 8
MAXIMUM_PASSWORD = 256
FREE_FAILURES_LOGIN = 5
FREE_FAILURES_ADDRESS = 30
LONGEST_WAIT_SECONDS = 900
FORGET_FAILURES_AFTER = timedelta(hours=1)
LONGEST_SESSION = timedelta(days=30)
TOUCH_EVERY = timedelta(minutes=1)
_COMMON_PASSWORDS = frozenset(
    """
    12345678 123456789 1234567890 password password1 11111111 00000000 88888888 66666666 qwertyui qwertyuiop
    abc12345 abcd1234 1qaz2wsx admin123 admin1234 administrator iloveyou 123123123 huayuan1 wechat123
    """.split()  # noqa: SIM905  # a list of quoted words is harder to read
)


def normal_login(login: str) -> str:
    """One spelling per login: NFKC, trimmed, lower case; 2-80 characters without spaces. Raises Invalid."""
    value = unicodedata.normalize("NFKC", login).strip().lower()
    if not 2 <= len(value) <= 80 or any(
        not character.isprintable() or character.isspace() for character in value
    ):
        raise Invalid(field="login", reason="2-80 characters without spaces")
    return value


def normal_name(name: str, field: str = "name") -> str:
    """1 to 80 printable characters, trimmed. Raises Invalid."""
    value = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(value) <= 80 or not value.isprintable():
        raise Invalid(field=field, reason="1-80 characters")
    return value


def check_password(password: str, login: str) -> None:
    """Length before composition rules, as NIST SP 800-63B advises. Raises PasswordWeak."""
    folded = password.strip().lower()
    if (
        not MINIMUM_PASSWORD <= len(password) <= MAXIMUM_PASSWORD
        or folded in _COMMON_PASSWORDS
        or folded == login
    ):
        raise PasswordWeak(minimum=MINIMUM_PASSWORD)


def wait_seconds(failures: int, free: int) -> int:
    """How long the next attempt must wait after so many failures in a row: 1, 2, 4 … up to 15 minutes."""
    return 0 if failures < free else min(LONGEST_WAIT_SECONDS, 2 ** min(failures - free, 20))


def failures_still_counted(failures: int, last_failed_at: datetime, now: datetime) -> int:
    return failures if now - last_failed_at < FORGET_FAILURES_AFTER else 0


def throttle_keys(login: str, ip: str) -> dict[str, int]:
    """Counters of an attempt and the failures each allows. What was typed is hashed: it may be a password."""
    typed = unicodedata.normalize("NFKC", login).strip().lower()
    keys = {"login:" + hashlib.sha256(typed.encode(errors="replace")).hexdigest()[:40]: FREE_FAILURES_LOGIN}
    if ip:
        keys["ip:" + address_block(ip)] = FREE_FAILURES_ADDRESS
    return keys


def address_block(ip: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one, which is what a single subscriber holds."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ip[:60]
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def client_ip(peer: str, forwarded_for: str, trusted_proxies: int) -> str:
    """The caller's address: the entry that the outermost trusted proxy added, counted from the right."""
    if not trusted_proxies:
        return peer[:60]
    chain = [part.strip() for part in forwarded_for.split(",") if part.strip()] + [peer]
    return chain[-(trusted_proxies + 1)][:60] if len(chain) > trusted_proxies else chain[0][:60]


def session_ended(created_at: datetime, last_used_at: datetime, now: datetime, idle_hours: int) -> bool:
    return now - last_used_at >= timedelta(hours=idle_hours) or now - created_at >= LONGEST_SESSION


def known_permissions(codes: Iterable[str]) -> frozenset[str]:
    """The codes, if all are in the registry; `*` is the administrator's alone. Raises UnknownPermission."""
    wanted = frozenset(codes)
    if unknown := wanted - PERMISSION_CODES:
        raise UnknownPermission(permissions=", ".join(sorted(unknown))[:300])
    return wanted


def check_grant(caller: Caller, permissions: frozenset[str]) -> None:
    """Nobody hands out, or manages someone with, more than they have themselves. Raises GrantTooWide."""
    if "*" not in caller.permissions and (missing := permissions - caller.permissions):
        raise GrantTooWide(permissions=", ".join(sorted(missing)))


def check_scope(caller: Caller, wanted: DataScope) -> None:
    """The wanted scope lies within the caller's own. Raises ScopeTooWide, or Invalid for an unknown kind."""
    if wanted.kind not in SCOPE_KINDS:
        raise Invalid(field="scope", reason="all | region | store | own")
    own = caller.scope
    if own.kind != "all" and not (wanted.kind == own.kind and set(wanted.ids) <= set(own.ids)):
        raise ScopeTooWide()


def check_may_manage(caller: Caller, user: User) -> None:
    """Whoever sets a password can be that user. Raises GrantTooWide or ScopeTooWide."""
    check_grant(caller, user.role.permissions)
    check_scope(caller, user.scope)
