"""The door of access. Verbs take a transaction first and never commit; named parts hold them."""

from __future__ import annotations

from huayuan.access.accounts import (
    change_own_password,
    change_role,
    change_user,
    create_role,
    create_user,
    find_user,
    name_organization,
    organization_name,
    role_by_code,
    roles,
    set_up,
    setup_state,
    users,
)
from huayuan.access.journal import audit, audit_entries, seal_chain, verify_chain
from huayuan.access.keys import WriteKeys, create_key, keys, revoke_key
from huayuan.access.rules import client_ip
from huayuan.access.sessions import (
    RequestParts,
    authenticate,
    create_login_link,
    delete_outdated,
    log_in,
    log_in_by_link,
    log_out,
    note_use,
    open_session,
    revoke_session,
    sessions_of,
)
from huayuan.access.touches import Run, run_in_background
from huayuan.access.views import change_view, delete_view, save_view, views

__all__ = [
    "RequestParts",
    "Run",
    "WriteKeys",
    "audit",
    "audit_entries",
    "authenticate",
    "change_own_password",
    "change_role",
    "change_user",
    "change_view",
    "client_ip",
    "create_key",
    "create_login_link",
    "create_role",
    "create_user",
    "delete_outdated",
    "delete_view",
    "find_user",
    "keys",
    "log_in",
    "log_in_by_link",
    "log_out",
    "name_organization",
    "note_use",
    "open_session",
    "organization_name",
    "revoke_key",
    "revoke_session",
    "role_by_code",
    "roles",
    "run_in_background",
    "save_view",
    "seal_chain",
    "sessions_of",
    "set_up",
    "setup_state",
    "users",
    "verify_chain",
    "views",
]
