"""The door of pages inside WeCom: which member is which user."""

from __future__ import annotations

from huayuan.access import api as access
from huayuan.kernel.caller import Caller
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.wechat.wecom.web import store
from huayuan.wechat.wecom.web.errors import MemberLinked
from huayuan.wechat.wecom.web.store import MemberLogin

__all__ = ["PRIVACY", "MemberLogin", "link", "logins", "unlink"]

# Only staff log in here.
PRIVACY = PrivacyHooks.without_rows("wechat.wecom.web")


def logins(tx: Transaction) -> list[MemberLogin]:
    return store.logins(tx.session)


def link(tx: Transaction, caller: Caller, account: str, userid: str, user_id: int) -> None:
    """From now on this member logs in as that user, whom the caller must be allowed to manage.

    Raises NotFound, MemberLinked, GrantTooWide, ScopeTooWide.
    """
    user = access.managed_user(tx, caller, user_id)
    known = store.login(tx.session, account, userid)
    if known is not None:
        holder = access.user_by_id(tx, known.user_id)
        raise MemberLinked(userid=userid, login=holder.login if holder else "")
    store.link(tx.session, account, userid, user.id, tx.now, made=False)
    access.audit(tx, caller, "wecom.member_linked", f"user:{user_id}", {"userid": userid})


def unlink(tx: Transaction, caller: Caller, account: str, userid: str) -> None:
    """The next login makes a user of its own. Raises NotFound, GrantTooWide, ScopeTooWide."""
    known = store.login(tx.session, account, userid)
    if known is None:
        raise NotFound(what="login")
    if access.user_by_id(tx, known.user_id):
        access.managed_user(tx, caller, known.user_id)
    store.unlink(tx.session, account, userid)
    access.audit(tx, caller, "wecom.member_unlinked", f"user:{known.user_id}", {"userid": userid})
