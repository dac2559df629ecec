"""Saved views of the console's lists: a name for a set of filters and columns. Part of `access.api`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from huayuan.access import rules
from huayuan.access.chain import canonical
from huayuan.access.contracts import SavedView
from huayuan.access.errors import TooManyViews, ViewsNeedUser
from huayuan.access.store import views as store
from huayuan.kernel.caller import Caller
from huayuan.kernel.errors import Conflict, Invalid, NotFound
from huayuan.kernel.unit_of_work import Transaction

VIEWS_PER_PAGE = 100
LARGEST_STATE = 20_000
_PAGE = re.compile(r"[a-z][a-z0-9_.-]{0,59}\Z")


def views(tx: Transaction, caller: Caller, page: str) -> list[SavedView]:
    """The caller's own views of a page and those others share."""
    return store.views(tx.session, _user_id(caller), _page(page))


def save_view(
    tx: Transaction, caller: Caller, page: str, name: str, state: dict[str, Any], shared: bool = False
) -> SavedView:
    """Save under a name; the caller's view of that name is replaced. Raises Invalid, TooManyViews."""
    user_id, page, name = _user_id(caller), _page(page), rules.normal_name(name)
    _check_state(state)
    old = store.own_view(tx.session, user_id, page, name)
    own = sum(view.owner_id == user_id for view in store.views(tx.session, user_id, page))
    if old is None and own >= VIEWS_PER_PAGE:
        raise TooManyViews(limit=VIEWS_PER_PAGE)
    values = {"user_id": user_id, "page": page, "name": name, "state": state, "shared": shared}
    if old is None:
        values["created_at"] = tx.now
    return _view(tx, store.put_view(tx.session, values, old.id if old else None))


def change_view(tx: Transaction, caller: Caller, view_id: int, changes: Mapping[str, Any]) -> SavedView:
    """`changes` holds any of name, state, shared. Raises NotFound as `delete_view` does, Invalid, Conflict."""
    view = _changeable(tx, caller, view_id)
    values = dict(changes)
    if "name" in values:
        values["name"] = rules.normal_name(values["name"])
        namesake = store.own_view(tx.session, view.owner_id, view.page, values["name"])
        if namesake is not None and namesake.id != view_id:
            raise Conflict(what="view")
    _check_state(values.get("state", {}))
    return _view(tx, store.put_view(tx.session, values, view_id)) if values else view


def delete_view(tx: Transaction, caller: Caller, view_id: int) -> None:
    """One's own, or a shared one with `users.write`. Raises NotFound, also for what the caller cannot see."""
    store.delete_view(tx.session, _changeable(tx, caller, view_id).id)


def _changeable(tx: Transaction, caller: Caller, view_id: int) -> SavedView:
    view = _view(tx, view_id)
    if view.owner_id != _user_id(caller) and not (view.shared and caller.may("users.write")):
        raise NotFound(what="view")
    return view


def _check_state(state: dict[str, Any]) -> None:
    if len(canonical(state)) > LARGEST_STATE:
        raise Invalid(field="state", reason=f"more than {LARGEST_STATE} characters")


def _view(tx: Transaction, view_id: int) -> SavedView:
    view = store.view(tx.session, view_id)
    if view is None:
        raise NotFound(what="view")
    return view


def _user_id(caller: Caller) -> int:
    if caller.kind != "user":
        raise ViewsNeedUser()
    return caller.id


def _page(page: str) -> str:
    if not _PAGE.match(page):
        raise Invalid(field="page", reason="a-z 0-9 _ . -")
    return page
