"""Alembic's entry point; `migrate.py` hands it the connection."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)
from huayuan.kernel.db import Base, UtcDateTime


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Revisions name plain column types, so that they stay right when our own types change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__name__ == "JSON":
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    render_item=render_item,
)
context.run_migrations()
