"""Alembic's entry point; `migrate.py` hands it the connection."""

from alembic import context

import huayuan.bootstrap.registry  # noqa: F401  (every feature's tables)
from huayuan.kernel.db import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
