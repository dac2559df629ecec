"""The spine: every table of the first release."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from huayuan.access.models import INSERT_ONLY_TABLES, insert_only_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_key",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("scope_kind", sa.String(length=12), nullable=False),
        sa.Column("scope_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_key_token_hash")),
    )
    op.create_table(
        "access_organization",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_organization")),
    )
    op.create_table(
        "access_role",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("permissions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_role")),
        sa.UniqueConstraint("code", name=op.f("uq_access_role_code")),
        sa.UniqueConstraint("name", name=op.f("uq_access_role_name")),
    )
    op.create_table(
        "access_throttle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_access_throttle")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(length=12), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_name", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("ip", sa.String(length=60), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index("ix_audit_entry_actor", ["actor_kind", "actor_id"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_seal",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_seal")),
    )
    op.create_table(
        "channels_live",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("export_id", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("audience", sa.BigInteger(), nullable=False),
        sa.Column("most_at_once", sa.BigInteger(), nullable=False),
        sa.Column("seconds_per_viewer", sa.Integer(), nullable=False),
        sa.Column("cheers", sa.BigInteger(), nullable=False),
        sa.Column("comments", sa.BigInteger(), nullable=False),
        sa.Column("forwards", sa.BigInteger(), nullable=False),
        sa.Column("new_follows", sa.BigInteger(), nullable=False),
        sa.Column("leads", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "export_id", name=op.f("pk_channels_live")),
    )
    with op.batch_alter_table("channels_live", schema=None) as batch_op:
        batch_op.create_index("ix_channels_live_started", ["connection_id", "started_at"], unique=False)

    op.create_table(
        "channels_sync",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "part", name=op.f("pk_channels_sync")),
    )
    op.create_table(
        "channels_wanted",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "what", "number", name=op.f("pk_channels_wanted")),
    )
    with op.batch_alter_table("channels_wanted", schema=None) as batch_op:
        batch_op.create_index("ix_channels_wanted_due", ["due"], unique=False)

    op.create_table(
        "compliance_suppression",
        sa.Column("hash", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_compliance_suppression")),
    )
    op.create_table(
        "connection",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("app", sa.String(length=32), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=False),
        sa.Column("retired_secrets", sa.LargeBinary(), nullable=True),
        sa.Column("retired_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("api_url", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("status_detail", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("switched_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("access_token", sa.LargeBinary(), nullable=True),
        sa.Column("token_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection")),
        sa.UniqueConstraint("key", name=op.f("uq_connection_key")),
    )
    with op.batch_alter_table("connection", schema=None) as batch_op:
        batch_op.create_index("uq_connection_app", ["kind", "account", "app"], unique=True)

    op.create_table(
        "connection_call_count",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("last_errcode", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "day", "path", name=op.f("pk_connection_call_count")),
    )
    op.create_table(
        "connection_callback",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("dedup_key", sa.String(length=80), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("change_type", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connection_callback")),
    )
    with op.batch_alter_table("connection_callback", schema=None) as batch_op:
        batch_op.create_index("ix_connection_callback_of", ["connection_id", "id"], unique=False)
        batch_op.create_index("ix_connection_callback_processed", ["processed_at"], unique=False)
        batch_op.create_index(
            "ix_connection_callback_waiting",
            ["kind", "id"],
            unique=False,
            sqlite_where=sa.text("processed_at is null"),
            postgresql_where=sa.text("processed_at is null"),
        )
        batch_op.create_index("uq_connection_callback_dedup", ["connection_id", "dedup_key"], unique=True)

    op.create_table(
        "connection_callback_count",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "hour", "kind", name=op.f("pk_connection_callback_count")),
    )
    op.create_table(
        "customer_group",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner_staff_id", sa.BigInteger(), nullable=True),
        sa.Column("store_id", sa.BigInteger(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_group")),
    )
    with op.batch_alter_table("customer_group", schema=None) as batch_op:
        batch_op.create_index("ix_customer_group_created", ["created_at", "id"], unique=False)
        batch_op.create_index("ix_customer_group_owner", ["owner_staff_id"], unique=False)
        batch_op.create_index("uq_customer_group_chat", ["account", "chat_id"], unique=True)

    op.create_table(
        "event_batch",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("writer", sa.String(length=60), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_batch")),
    )
    op.create_table(
        "event_cursor",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_event_cursor")),
    )
    op.create_table(
        "event_move",
        sa.Column(
            "identifier_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("identifier_id", name=op.f("pk_event_move")),
    )
    op.create_table(
        "event_pending",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_pending")),
    )
    op.create_table(
        "event_rejection",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("message", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("sample", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_rejection")),
    )
    with op.batch_alter_table("event_rejection", schema=None) as batch_op:
        batch_op.create_index("ix_event_rejection_at", ["at"], unique=False)

    op.create_table(
        "event_touch",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("projection", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_touch")),
    )
    with op.batch_alter_table("event_touch", schema=None) as batch_op:
        batch_op.create_index("ix_event_touch_projection", ["projection", "id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("identifier_a", sa.BigInteger(), nullable=False),
        sa.Column("identifier_b", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("identifier_a", "identifier_b", "source", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_identifier_b"), ["identifier_b"], unique=False)

    op.create_table(
        "identifier",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("masked", sa.String(length=40), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
        sa.UniqueConstraint("kind", "account", "key", name=op.f("uq_identifier_kind_account_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.create_index("ix_identifier_key", ["key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_identifier_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_identifier_person_id"), ["person_id"], unique=False)

    op.create_table(
        "identity_change",
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("identifier_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version", "identifier_id", name=op.f("pk_identity_change")),
    )
    op.create_table(
        "identity_conflict",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_a", sa.BigInteger(), nullable=False),
        sa.Column("person_b", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("identifier_a", sa.BigInteger(), nullable=True),
        sa.Column("identifier_b", sa.BigInteger(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_conflict")),
        sa.UniqueConstraint(
            "person_a", "person_b", "reason", name=op.f("uq_identity_conflict_person_a_person_b_reason")
        ),
    )
    with op.batch_alter_table("identity_conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_conflict_person_b"), ["person_b"], unique=False)
        batch_op.create_index("ix_identity_conflict_state_last", ["state", "last_at"], unique=False)

    op.create_table(
        "identity_naming",
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.Column("sitting", sa.String(length=128), nullable=False),
        sa.Column("named_id", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "sitting", "named_id", name=op.f("pk_identity_naming")),
    )
    with op.batch_alter_table("identity_naming", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_naming_named_id"), ["named_id"], unique=False)

    op.create_table(
        "identity_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_version")),
    )
    op.create_table(
        "import_file",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("read_as", sa.String(length=20), nullable=False),
        sa.Column("delimiter", sa.String(length=1), nullable=False),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("preview", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "suggested_mapping", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("mapping", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("rows_total", sa.BigInteger(), nullable=False),
        sa.Column("rows_done", sa.BigInteger(), nullable=False),
        sa.Column("last_row", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("duplicates", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.create_index("ix_import_file_finished", ["finished_at"], unique=False)

    op.create_table(
        "job",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("task", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.String(length=60), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("dedup_key", sa.String(length=200), nullable=True),
        sa.Column("progress", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_job_dedup_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(
            "ix_job_claim",
            ["priority", "due"],
            unique=False,
            sqlite_where=sa.text("state = 'ready'"),
            postgresql_where=sa.text("state = 'ready'"),
        )
        batch_op.create_index(
            "ix_job_lease",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )
        batch_op.create_index("ix_job_state_id", ["state", "id"], unique=False)

    op.create_table(
        "layer_change",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("layer_from", sa.String(length=12), nullable=True),
        sa.Column("layer_to", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layer_change")),
    )
    with op.batch_alter_table("layer_change", schema=None) as batch_op:
        batch_op.create_index("ix_layer_change_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_layer_change_origin", ["origin_person_id", "at", "id"], unique=False)
        batch_op.create_index("ix_layer_change_person", ["person_id", "at"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=60), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "lifecycle_settings",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.Column("counted_version", sa.BigInteger(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifecycle_settings")),
    )
    op.create_table(
        "live_code",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("rotation", sa.String(length=12), nullable=False),
        sa.Column("staff_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("tag_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("welcome_text", sa.Text(), nullable=False),
        sa.Column(
            "welcome_attachments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("config_id", sa.String(length=64), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("issuing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_code")),
        sa.UniqueConstraint("state", name=op.f("uq_live_code_state")),
    )
    with op.batch_alter_table("live_code", schema=None) as batch_op:
        batch_op.create_index("ix_live_code_channel", ["channel"], unique=False)
        batch_op.create_index("ix_live_code_status", ["status", "id"], unique=False)

    op.create_table(
        "message",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("address", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("context", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("caused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_open",
            ["due"],
            unique=False,
            sqlite_where=sa.text("state in ('queued', 'held', 'sending', 'unknown')"),
            postgresql_where=sa.text("state in ('queued', 'held', 'sending', 'unknown')"),
        )
        batch_op.create_index("ix_message_origin", ["origin_person_id"], unique=False)
        batch_op.create_index("ix_message_person", ["person_id", "created_at"], unique=False)

    op.create_table(
        "mini_program_acceptance",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "connection_id", "openid", "template_id", name=op.f("pk_mini_program_acceptance")
        ),
    )
    op.create_table(
        "mini_program_day",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sessions", sa.BigInteger(), nullable=False),
        sa.Column("page_views", sa.BigInteger(), nullable=False),
        sa.Column("visitors", sa.BigInteger(), nullable=False),
        sa.Column("new_visitors", sa.BigInteger(), nullable=False),
        sa.Column("seconds_per_visitor", sa.Float(), nullable=False),
        sa.Column("shares", sa.BigInteger(), nullable=False),
        sa.Column("sharers", sa.BigInteger(), nullable=False),
        sa.Column("visitors_ever", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "day", name=op.f("pk_mini_program_day")),
    )
    op.create_table(
        "mini_program_link",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("query", sa.String(length=1024), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mini_program_link")),
    )
    with op.batch_alter_table("mini_program_link", schema=None) as batch_op:
        batch_op.create_index("ix_mini_program_link_of", ["connection_id", "id"], unique=False)

    op.create_table(
        "mini_program_template",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "template_id", name=op.f("pk_mini_program_template")),
    )
    op.create_table(
        "official_account_article_day",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.Column("sharers", sa.Integer(), nullable=False),
        sa.Column("likers", sa.Integer(), nullable=False),
        sa.Column("keepers", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "article", "day", name=op.f("pk_official_account_article_day")),
    )
    with op.batch_alter_table("official_account_article_day", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_official_account_article_day_published_on"), ["published_on"], unique=False
        )

    op.create_table(
        "official_account_awaited",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("msgid", sa.String(length=32), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("message_key", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "msgid", name=op.f("pk_official_account_awaited")),
    )
    with op.batch_alter_table("official_account_awaited", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_account_awaited_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "official_account_code",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("tag_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("ticket", sa.String(length=200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_account_code")),
    )
    with op.batch_alter_table("official_account_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_account_code_account"), ["account"], unique=False)

    op.create_table(
        "official_account_consent",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("template_id", sa.String(length=64), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", "openid", "template_id", name=op.f("pk_official_account_consent")),
    )
    op.create_table(
        "official_account_day",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=True),
        sa.Column("sharers", sa.Integer(), nullable=True),
        sa.Column("likers", sa.Integer(), nullable=True),
        sa.Column("keepers", sa.Integer(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=True),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column(
            "reads_by_source", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("messages", sa.Integer(), nullable=True),
        sa.Column(
            "messages_by_kind", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("callbacks", sa.Integer(), nullable=True),
        sa.Column("callback_failures", sa.Integer(), nullable=True),
        sa.Column("slowest_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("account", "day", name=op.f("pk_official_account_day")),
    )
    op.create_table(
        "official_account_follower",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("subscribed", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scene", sa.String(length=40), nullable=False),
        sa.Column("qr_scene", sa.String(length=64), nullable=False),
        sa.Column("tags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tapped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("has_unionid", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account", "openid", name=op.f("pk_official_account_follower")),
    )
    with op.batch_alter_table("official_account_follower", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_official_account_follower_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_official_account_follower_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_official_account_follower_qr_scene"), ["qr_scene"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_account_follower_read_at"), ["read_at"], unique=False)

    op.create_table(
        "official_account_follower_day",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("gained", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("by_source", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("account", "day", name=op.f("pk_official_account_follower_day")),
    )
    op.create_table(
        "official_account_mass",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("msgtype", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("msg_id", sa.String(length=32), nullable=True),
        sa.Column("counts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_account_mass")),
    )
    with op.batch_alter_table("official_account_mass", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_official_account_mass_connection_id"), ["connection_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_official_account_mass_msg_id"), ["msg_id"], unique=False)

    op.create_table(
        "official_account_publication",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("publish_id", sa.String(length=32), nullable=False),
        sa.Column("media_id", sa.String(length=160), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("article_id", sa.String(length=160), nullable=False),
        sa.Column("urls", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "publish_id", name=op.f("pk_official_account_publication")),
    )
    op.create_table(
        "official_account_sync",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("cursor", sa.String(length=64), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("found_missing", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_official_account_sync")),
    )
    op.create_table(
        "official_account_wanted",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "openid", name=op.f("pk_official_account_wanted")),
    )
    with op.batch_alter_table("official_account_wanted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_account_wanted_due"), ["due"], unique=False)

    op.create_table(
        "orders",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("source", sa.String(length=128), nullable=False),
        sa.Column("order_no", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("store_id", sa.String(length=128), nullable=True),
        sa.Column("staff_id", sa.String(length=128), nullable=True),
        sa.Column("channel", sa.String(length=128), nullable=True),
        sa.Column("items", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("said", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index("ix_orders_amount", ["amount", "id"], unique=False)
        batch_op.create_index("ix_orders_at", ["at", "id"], unique=False)
        batch_op.create_index("ix_orders_order_no", ["order_no"], unique=False)
        batch_op.create_index("ix_orders_origin", ["origin_person_id"], unique=False)
        batch_op.create_index("ix_orders_person_at", ["person_id", "at"], unique=False)
        batch_op.create_index("ix_orders_status_at", ["status", "at"], unique=False)
        batch_op.create_index("uq_orders_source_order_no", ["source", "order_no"], unique=True)

    op.create_table(
        "pay_certificate",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("serial", sa.String(length=64), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "serial", name=op.f("pk_pay_certificate")),
    )
    op.create_table(
        "pay_coupon",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("stock_id", sa.String(length=20), nullable=False),
        sa.Column("coupon_id", sa.String(length=40), nullable=False),
        sa.Column("appid", sa.String(length=32), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "number", name=op.f("pk_pay_coupon")),
    )
    with op.batch_alter_table("pay_coupon", schema=None) as batch_op:
        batch_op.create_index("ix_pay_coupon_id", ["connection_id", "coupon_id"], unique=False)
        batch_op.create_index("ix_pay_coupon_of", ["openid"], unique=False)

    op.create_table(
        "pay_order",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("appid", sa.String(length=32), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("description", sa.String(length=127), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("prepay_id", sa.String(length=64), nullable=False),
        sa.Column("transaction_id", sa.String(length=40), nullable=False),
        sa.Column("payer_total", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "number", name=op.f("pk_pay_order")),
    )
    with op.batch_alter_table("pay_order", schema=None) as batch_op:
        batch_op.create_index("ix_pay_order_ask", ["ask_at"], unique=False)
        batch_op.create_index("ix_pay_order_of", ["openid"], unique=False)

    op.create_table(
        "pay_refund",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "number", name=op.f("pk_pay_refund")),
    )
    with op.batch_alter_table("pay_refund", schema=None) as batch_op:
        batch_op.create_index("ix_pay_refund_ask", ["ask_at"], unique=False)
        batch_op.create_index("ix_pay_refund_of", ["connection_id", "order_number"], unique=False)

    op.create_table(
        "pay_stock",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("stock_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("per_user", sa.Integer(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "number", name=op.f("pk_pay_stock")),
    )
    op.create_table(
        "pay_transfer",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("appid", sa.String(length=32), nullable=False),
        sa.Column("openid", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.String(length=32), nullable=False),
        sa.Column("scene", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("package_info", sa.Text(), nullable=False),
        sa.Column("fail_reason", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "number", name=op.f("pk_pay_transfer")),
    )
    with op.batch_alter_table("pay_transfer", schema=None) as batch_op:
        batch_op.create_index("ix_pay_transfer_ask", ["ask_at"], unique=False)
        batch_op.create_index("ix_pay_transfer_of", ["openid"], unique=False)

    op.create_table(
        "person",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("current_id", sa.BigInteger(), nullable=False),
        sa.Column("core_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_core_id"), ["core_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_current_id"), ["current_id"], unique=False)

    op.create_table(
        "person_layer",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("layer", sa.String(length=12), nullable=False),
        sa.Column("high_value", sa.Boolean(), nullable=False),
        sa.Column("churn_risk", sa.Boolean(), nullable=False),
        sa.Column("friend", sa.SmallInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_layer")),
    )
    with op.batch_alter_table("person_layer", schema=None) as batch_op:
        batch_op.create_index("ix_person_layer_due", ["due_at"], unique=False)
        batch_op.create_index(
            "ix_person_layer_layer", ["layer", "high_value", "churn_risk", "person_id"], unique=False
        )

    op.create_table(
        "person_merge",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("winner", sa.BigInteger(), nullable=False),
        sa.Column("loser", sa.BigInteger(), nullable=False),
        sa.Column("origin_a", sa.BigInteger(), nullable=False),
        sa.Column("origin_b", sa.BigInteger(), nullable=False),
        sa.Column("identifier_a", sa.BigInteger(), nullable=True),
        sa.Column("identifier_b", sa.BigInteger(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("basis", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("person_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_merge_loser"), ["loser"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merge_origin_a"), ["origin_a"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merge_origin_b"), ["origin_b"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_merge_winner"), ["winner"], unique=False)

    op.create_table(
        "person_profile",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_lower", sa.String(length=120), nullable=False),
        sa.Column("avatar", sa.Text(), nullable=True),
        sa.Column("gender", sa.String(length=12), nullable=True),
        sa.Column("city", sa.String(length=60), nullable=True),
        sa.Column("phone_masked", sa.String(length=32), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_channel", sa.String(length=120), nullable=True),
        sa.Column("last_channel", sa.String(length=120), nullable=True),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("first_channel_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_channel_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_up_to", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("gmv", sa.BigInteger(), nullable=False),
        sa.Column("last_order_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_profile")),
    )
    with op.batch_alter_table("person_profile", schema=None) as batch_op:
        batch_op.create_index("ix_person_profile_events", ["events", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_first_channel", ["first_channel", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_first_seen", ["first_seen_at", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_gmv", ["gmv", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_last_order", ["last_order_at", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_last_seen", ["last_seen_at", "person_id"], unique=False)
        batch_op.create_index(
            "ix_person_profile_name",
            ["name_lower", "person_id"],
            unique=False,
            postgresql_ops={"name_lower": "text_pattern_ops"},
        )
        batch_op.create_index("ix_person_profile_name_sort", ["name_lower", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_orders", ["orders", "person_id"], unique=False)
        batch_op.create_index("ix_person_profile_stage", ["stage", "person_id"], unique=False)

    op.create_table(
        "person_rfm",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("r", sa.SmallInteger(), nullable=False),
        sa.Column("f", sa.SmallInteger(), nullable=False),
        sa.Column("m", sa.SmallInteger(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("revenue", sa.BigInteger(), nullable=False),
        sa.Column("last_order_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_rfm")),
    )
    with op.batch_alter_table("person_rfm", schema=None) as batch_op:
        batch_op.create_index("ix_person_rfm_cell", ["r", "f", "m", "revenue", "person_id"], unique=False)
        batch_op.create_index("ix_person_rfm_due", ["due_at"], unique=False)

    op.create_table(
        "person_tag_aside",
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_by", sa.String(length=80), nullable=True),
        sa.Column("why", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("origin_person_id", "tag_id", "source", name=op.f("pk_person_tag_aside")),
    )
    with op.batch_alter_table("person_tag_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_tag_aside_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_tag_aside_tag_id"), ["tag_id"], unique=False)

    op.create_table(
        "person_trait",
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confidence", sa.Float(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("origin_person_id", "key", "source", name=op.f("pk_person_trait")),
    )
    with op.batch_alter_table("person_trait", schema=None) as batch_op:
        batch_op.create_index("ix_person_trait_person", ["person_id", "key"], unique=False)

    op.create_table(
        "region",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("department_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
    )
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.create_index("uq_region_department", ["account", "department_id"], unique=True)

    op.create_table(
        "rfm_settings",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rfm_settings")),
    )
    op.create_table(
        "rfm_snapshot",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thresholds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rfm_snapshot")),
    )
    with op.batch_alter_table("rfm_snapshot", schema=None) as batch_op:
        batch_op.create_index("ix_rfm_snapshot_at", ["at"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("user_id", "page", "name", name=op.f("uq_saved_view_user_id_page_name")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_page"), ["page"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("cron", sa.String(length=60), nullable=False),
        sa.Column("next_due", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_schedule")),
    )
    op.create_table(
        "segment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("tree", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("built_version", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("evaluated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("name", name=op.f("uq_segment_name")),
    )
    op.create_table(
        "segment_action",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("segment_id", sa.BigInteger(), nullable=False),
        sa.Column("segment_name", sa.String(length=120), nullable=False),
        sa.Column("wish", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("after", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("trait_edit", sa.BigInteger(), nullable=True),
        sa.Column("tag_edit", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_action")),
    )
    with op.batch_alter_table("segment_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_action_segment_id"), ["segment_id"], unique=False)

    op.create_table(
        "segment_change",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("segment_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("entered", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_change")),
    )
    with op.batch_alter_table("segment_change", schema=None) as batch_op:
        batch_op.create_index("ix_segment_change_person", ["person_id"], unique=False)
        batch_op.create_index("ix_segment_change_segment", ["segment_id", "id"], unique=False)

    op.create_table(
        "segment_export",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("of", sa.String(length=10), nullable=False),
        sa.Column("segment_id", sa.BigInteger(), nullable=True),
        sa.Column("segment_name", sa.String(length=120), nullable=True),
        sa.Column("whom", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scope", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("by_kind", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_export")),
    )
    with op.batch_alter_table("segment_export", schema=None) as batch_op:
        batch_op.create_index("ix_segment_export_by", ["by_kind", "by_id", "id"], unique=False)

    op.create_table(
        "segment_progress",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_segment_progress")),
    )
    op.create_table(
        "segment_size",
        sa.Column("segment_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("entered", sa.BigInteger(), nullable=False),
        sa.Column("left", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("segment_id", "at", name=op.f("pk_segment_size")),
    )
    op.create_table(
        "segment_snapshot",
        sa.Column("segment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("after_change", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("segment_id", name=op.f("pk_segment_snapshot")),
    )
    op.create_table(
        "segment_version",
        sa.Column("segment_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tree", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("segment_id", "version", name=op.f("pk_segment_version")),
    )
    op.create_table(
        "staff_contact",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("store_id", sa.BigInteger(), nullable=True),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("external_userid", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(length=20), nullable=True),
        sa.Column("add_way", sa.SmallInteger(), nullable=True),
        sa.Column("state", sa.String(length=120), nullable=True),
        sa.Column("channel", sa.String(length=120), nullable=True),
        sa.Column("live_code_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_contact")),
    )
    with op.batch_alter_table("staff_contact", schema=None) as batch_op:
        batch_op.create_index("ix_staff_contact_live_code", ["live_code_id", "added_at"], unique=False)
        batch_op.create_index("ix_staff_contact_origin", ["origin_person_id"], unique=False)
        batch_op.create_index(
            "ix_staff_contact_person", ["person_id", "staff_id", "removed_at"], unique=False
        )
        batch_op.create_index(
            "ix_staff_contact_relation", ["staff_id", "account", "external_userid", "added_at"], unique=False
        )
        batch_op.create_index(
            "ix_staff_contact_staff",
            ["staff_id", "person_id"],
            unique=False,
            sqlite_where=sa.text("removed_at is null"),
            postgresql_where=sa.text("removed_at is null"),
        )
        batch_op.create_index(
            "uq_staff_contact_open",
            ["staff_id", "account", "external_userid"],
            unique=True,
            sqlite_where=sa.text("removed_at is null"),
            postgresql_where=sa.text("removed_at is null"),
        )

    op.create_table(
        "static_list",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("report_path", sa.Text(), nullable=True),
        sa.Column("report_bytes", sa.BigInteger(), nullable=False),
        sa.Column("identifier", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=120), nullable=True),
        sa.Column("column", sa.String(length=200), nullable=True),
        sa.Column("encoding", sa.String(length=20), nullable=True),
        sa.Column("rows_expected", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("matched", sa.Integer(), nullable=False),
        sa.Column("unmatched", sa.Integer(), nullable=False),
        sa.Column("ambiguous", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_static_list")),
    )
    with op.batch_alter_table("static_list", schema=None) as batch_op:
        batch_op.create_index("ix_static_list_created", ["created_at"], unique=False)

    op.create_table(
        "tag_account",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("tags", sa.Integer(), nullable=False),
        sa.Column("most_tags", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_tag_account")),
    )
    op.create_table(
        "tag_action",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("match", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("tags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_action")),
    )
    op.create_table(
        "tag_edit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("add", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("remove", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_edit")),
    )
    op.create_table(
        "tag_edit_part",
        sa.Column("edit_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("done", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("edit_id", "done", name=op.f("pk_tag_edit_part")),
    )
    op.create_table(
        "tag_group",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("color", sa.String(length=16), nullable=True),
        sa.Column("exclusive", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("roles", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_group")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_group_name")),
    )
    op.create_table(
        "tag_history",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("why", sa.String(length=120), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_history")),
    )
    with op.batch_alter_table("tag_history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tag_history_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_tag_history_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_tag_history_tag", ["tag_id", "at", "id", "given"], unique=False)

    op.create_table(
        "tag_link",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("group_name", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", "external_id", name=op.f("pk_tag_link")),
    )
    with op.batch_alter_table("tag_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_link_tag_id"), ["tag_id"], unique=False)
        batch_op.create_index(
            "ix_tag_link_waiting",
            ["account"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "tag_push",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("worn", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("account", "origin_person_id", "tag_id", name=op.f("pk_tag_push")),
    )
    with op.batch_alter_table("tag_push", schema=None) as batch_op:
        batch_op.create_index("ix_tag_push_due", ["account", "state", "due"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_push_origin_person_id"), ["origin_person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_push_person_id"), ["person_id"], unique=False)

    op.create_table(
        "tag_setting",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_setting")),
    )
    op.create_table(
        "trait_change",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("old", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("new", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trait_change")),
    )
    with op.batch_alter_table("trait_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_trait_change_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index("ix_trait_change_person", ["person_id", "at"], unique=False)

    op.create_table(
        "trait_definition",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("label_zh", sa.String(length=60), nullable=False),
        sa.Column("label_en", sa.String(length=60), nullable=False),
        sa.Column("options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("loose", sa.Boolean(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("precedence", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("computed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trait_definition")),
    )
    op.create_table(
        "trait_edit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("reference", sa.String(length=80), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trait_edit")),
        sa.UniqueConstraint("reference", name=op.f("uq_trait_edit_reference")),
    )
    op.create_table(
        "trait_value",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("anniversary", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "key", "ordinal", name=op.f("pk_trait_value")),
    )
    with op.batch_alter_table("trait_value", schema=None) as batch_op:
        batch_op.create_index(
            "ix_trait_value_anniversary",
            ["key", "anniversary", "person_id"],
            unique=False,
            sqlite_where=sa.text("anniversary is not null"),
            postgresql_where=sa.text("anniversary is not null"),
        )
        batch_op.create_index(
            "ix_trait_value_moment",
            ["key", "moment", "person_id"],
            unique=False,
            sqlite_where=sa.text("moment is not null"),
            postgresql_where=sa.text("moment is not null"),
        )
        batch_op.create_index(
            "ix_trait_value_number",
            ["key", "number", "person_id"],
            unique=False,
            sqlite_where=sa.text("number is not null"),
            postgresql_where=sa.text("number is not null"),
        )
        batch_op.create_index("ix_trait_value_word", ["key", "word", "person_id"], unique=False)

    op.create_table(
        "webhook",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("items", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=True),
        sa.Column("previous_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_refusal", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("key", name=op.f("uq_webhook_key")),
    )
    op.create_table(
        "wecom_acquisition_link",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("staff_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("skip_verify", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("link_id", sa.String(length=64), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_acquisition_link")),
        sa.UniqueConstraint("state", name=op.f("uq_wecom_acquisition_link_state")),
    )
    with op.batch_alter_table("wecom_acquisition_link", schema=None) as batch_op:
        batch_op.create_index("ix_wecom_acquisition_link_id", ["account", "link_id"], unique=False)

    op.create_table(
        "wecom_archive",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_wecom_archive")),
    )
    op.create_table(
        "wecom_asset",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_asset")),
    )
    with op.batch_alter_table("wecom_asset", schema=None) as batch_op:
        batch_op.create_index("ix_wecom_asset_digest", ["digest", "kind"], unique=True)

    op.create_table(
        "wecom_group_sync",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("owners", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_wecom_group_sync")),
    )
    op.create_table(
        "wecom_group_welcome",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachment", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("notify", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("template_id", sa.String(length=128), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_group_welcome")),
    )
    op.create_table(
        "wecom_join_way",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("group_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("auto_create", sa.Boolean(), nullable=False),
        sa.Column("base_name", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("config_id", sa.String(length=64), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_join_way")),
        sa.UniqueConstraint("state", name=op.f("uq_wecom_join_way_state")),
    )
    op.create_table(
        "wecom_kf_account",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("open_kfid", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("avatar", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.String(length=200), nullable=False),
        sa.Column("token", sa.String(length=200), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("connection_id", "open_kfid", name=op.f("pk_wecom_kf_account")),
    )
    with op.batch_alter_table("wecom_kf_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_kf_account_due"), ["due"], unique=False)

    op.create_table(
        "wecom_kf_message",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("speaker", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("servicer", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_kf_message")),
    )
    with op.batch_alter_table("wecom_kf_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_kf_message_at"), ["at"], unique=False)
        batch_op.create_index("ix_wecom_kf_message_number", ["session_id", "number"], unique=True)

    op.create_table(
        "wecom_kf_session",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("open_kfid", sa.String(length=64), nullable=False),
        sa.Column("external_userid", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("servicer", sa.String(length=64), nullable=False),
        sa.Column("scene", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_kf_session")),
    )
    with op.batch_alter_table("wecom_kf_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_kf_session_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(
            "ix_wecom_kf_session_customer", ["connection_id", "open_kfid", "external_userid"], unique=True
        )
        batch_op.create_index(
            batch_op.f("ix_wecom_kf_session_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_wecom_kf_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "wecom_mass",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("chat_type", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("allow_select", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_mass")),
        sa.UniqueConstraint("key", name=op.f("uq_wecom_mass_key")),
    )
    with op.batch_alter_table("wecom_mass", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_mass_state"), ["state"], unique=False)

    op.create_table(
        "wecom_member_login",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("userid", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("account", "userid", name=op.f("pk_wecom_member_login")),
    )
    with op.batch_alter_table("wecom_member_login", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_member_login_user_id"), ["user_id"], unique=False)

    op.create_table(
        "wecom_moment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("staff_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("tag_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("jobid", sa.String(length=64), nullable=True),
        sa.Column("moment_id", sa.String(length=128), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_moment")),
        sa.UniqueConstraint("key", name=op.f("uq_wecom_moment_key")),
        sa.UniqueConstraint("moment_id", name=op.f("uq_wecom_moment_moment_id")),
    )
    with op.batch_alter_table("wecom_moment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_moment_state"), ["state"], unique=False)

    op.create_table(
        "wecom_notice",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("userids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("button", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("missed", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_wecom_notice_key")),
    )
    op.create_table(
        "wecom_relation_tag",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("external_userid", sa.String(length=64), nullable=False),
        sa.Column("userid", sa.String(length=64), nullable=False),
        sa.Column("tags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("account", "external_userid", "userid", name=op.f("pk_wecom_relation_tag")),
    )
    op.create_table(
        "wecom_staff_day",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("userid", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chats", sa.Integer(), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=True),
        sa.Column("reply_percentage", sa.Float(), nullable=True),
        sa.Column("reply_minutes", sa.Integer(), nullable=True),
        sa.Column("blocked_by", sa.Integer(), nullable=True),
        sa.Column("applied", sa.Integer(), nullable=True),
        sa.Column("new_friends", sa.Integer(), nullable=True),
        sa.Column("groups", sa.Integer(), nullable=True),
        sa.Column("groups_talking", sa.Integer(), nullable=True),
        sa.Column("group_members", sa.Integer(), nullable=True),
        sa.Column("group_joined", sa.Integer(), nullable=True),
        sa.Column("groups_new", sa.Integer(), nullable=True),
        sa.Column("group_speakers", sa.Integer(), nullable=True),
        sa.Column("group_messages", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("account", "userid", "day", name=op.f("pk_wecom_staff_day")),
    )
    with op.batch_alter_table("wecom_staff_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_staff_day_day"), ["day"], unique=False)

    op.create_table(
        "wecom_sync",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("staff", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("relations", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", name=op.f("pk_wecom_sync")),
    )
    op.create_table(
        "wecom_ticket",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "kind", name=op.f("pk_wecom_ticket")),
    )
    op.create_table(
        "wecom_transfer",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("resigned", sa.Boolean(), nullable=False),
        sa.Column("handover", sa.String(length=64), nullable=False),
        sa.Column("takeover", sa.String(length=64), nullable=False),
        sa.Column("external_userid", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("errcode", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_transfer")),
    )
    with op.batch_alter_table("wecom_transfer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wecom_transfer_origin_person_id"), ["origin_person_id"], unique=False
        )
        batch_op.create_index(
            "ix_wecom_transfer_pair", ["connection_id", "handover", "takeover", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_wecom_transfer_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_wecom_transfer_open",
            ["account", "handover", "external_userid"],
            unique=True,
            sqlite_where=sa.text("state in ('asking', 'waiting')"),
            postgresql_where=sa.text("state in ('asking', 'waiting')"),
        )

    op.create_table(
        "wecom_upload",
        sa.Column("asset_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("connection_id", sa.BigInteger(), nullable=False),
        sa.Column("media_id", sa.String(length=256), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("asset_id", "account", name=op.f("pk_wecom_upload")),
    )
    with op.batch_alter_table("wecom_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_upload_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "wecom_wanted_contact",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("external_userid", sa.String(length=64), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "external_userid", name=op.f("pk_wecom_wanted_contact")),
    )
    with op.batch_alter_table("wecom_wanted_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_wanted_contact_due"), ["due"], unique=False)

    op.create_table(
        "wecom_wanted_group",
        sa.Column("connection_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("stale_versions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("hints", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("connection_id", "chat_id", name=op.f("pk_wecom_wanted_group")),
    )
    with op.batch_alter_table("wecom_wanted_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_wanted_group_due"), ["due"], unique=False)

    op.create_table(
        "access_user",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("role_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scope_kind", sa.String(length=12), nullable=False),
        sa.Column("scope_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["role_id"], ["access_role.id"], name=op.f("fk_access_user_role_id_access_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_user")),
        sa.UniqueConstraint("login", name=op.f("uq_access_user_login")),
    )
    with op.batch_alter_table("access_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_user_role_id"), ["role_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scene", sa.String(length=20), nullable=True),
        sa.Column("inviter_staff_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=60), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leave_scene", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["customer_group.id"], name=op.f("fk_group_member_group_id_customer_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index("ix_group_member_joined", ["group_id", "joined_at"], unique=False)
        batch_op.create_index("ix_group_member_left", ["group_id", "left_at"], unique=False)
        batch_op.create_index("ix_group_member_origin", ["origin_person_id"], unique=False)
        batch_op.create_index("ix_group_member_person", ["person_id"], unique=False)
        batch_op.create_index(
            "ix_group_member_state",
            ["state"],
            unique=False,
            sqlite_where=sa.text("state is not null"),
            postgresql_where=sa.text("state is not null"),
        )
        batch_op.create_index(
            "uq_group_member_inside",
            ["group_id", "member_key"],
            unique=True,
            sqlite_where=sa.text("left_at is null"),
            postgresql_where=sa.text("left_at is null"),
        )
        batch_op.create_index("uq_group_member_stay", ["group_id", "member_key", "joined_at"], unique=True)

    op.create_table(
        "import_error",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("column", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_file.id"],
            name=op.f("fk_import_error_import_id_import_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_error")),
    )
    with op.batch_alter_table("import_error", schema=None) as batch_op:
        batch_op.create_index("ix_import_error_import", ["import_id", "row"], unique=False)

    op.create_table(
        "refund",
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("refund_no", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name=op.f("fk_refund_order_id_orders"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", "refund_no", name=op.f("pk_refund")),
    )
    op.create_table(
        "static_list_member",
        sa.Column("list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["static_list.id"], name=op.f("fk_static_list_member_list_id_static_list")
        ),
        sa.PrimaryKeyConstraint("list_id", "origin_person_id", name=op.f("pk_static_list_member")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("static_list_member", schema=None) as batch_op:
        batch_op.create_index("ix_static_list_member_person", ["person_id", "list_id"], unique=False)

    op.create_table(
        "store",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("department_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("region_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"], name=op.f("fk_store_region_id_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store")),
    )
    with op.batch_alter_table("store", schema=None) as batch_op:
        batch_op.create_index("uq_store_department", ["account", "department_id"], unique=True)

    op.create_table(
        "tag",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("color", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=10), server_default="active", nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("expires_after_days", sa.Integer(), nullable=True),
        sa.Column("rule_segment", sa.BigInteger(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["tag_group.id"], name=op.f("fk_tag_group_id_tag_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    with op.batch_alter_table("tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_rule_segment"), ["rule_segment"], unique=False)
        batch_op.create_index("uq_tag_name_in_group", ["group_id", "name"], unique=True)

    op.create_table(
        "trait_edit_item",
        sa.Column("edit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("had", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("became", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edit_id"], ["trait_edit.id"], name=op.f("fk_trait_edit_item_edit_id_trait_edit")
        ),
        sa.PrimaryKeyConstraint("edit_id", "origin_person_id", "key", name=op.f("pk_trait_edit_item")),
    )
    with op.batch_alter_table("trait_edit_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_trait_edit_item_origin_person_id"), ["origin_person_id"], unique=False
        )

    op.create_table(
        "webhook_delivery",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("webhook_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("error", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhook.id"],
            name=op.f("fk_webhook_delivery_webhook_id_webhook"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_delivery")),
    )
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.create_index("ix_webhook_delivery_webhook", ["webhook_id", "id"], unique=False)

    op.create_table(
        "wecom_mass_part",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("mass_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("msgid", sa.String(length=128), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mass_id"], ["wecom_mass.id"], name=op.f("fk_wecom_mass_part_mass_id_wecom_mass")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_mass_part")),
        sa.UniqueConstraint("msgid", name=op.f("uq_wecom_mass_part_msgid")),
    )
    with op.batch_alter_table("wecom_mass_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wecom_mass_part_mass_id"), ["mass_id"], unique=False)

    op.create_table(
        "wecom_moment_member",
        sa.Column("moment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("userid", sa.String(length=64), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment"], ["wecom_moment.id"], name=op.f("fk_wecom_moment_member_moment_wecom_moment")
        ),
        sa.PrimaryKeyConstraint("moment", "userid", name=op.f("pk_wecom_moment_member")),
    )
    op.create_table(
        "access_login_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["access_user.id"],
            name=op.f("fk_access_login_link_user_id_access_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_access_login_link")),
    )
    with op.batch_alter_table("access_login_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_login_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "access_session",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ip", sa.String(length=60), nullable=False),
        sa.Column("user_agent", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["access_user.id"],
            name=op.f("fk_access_session_user_id_access_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_session_token_hash")),
    )
    with op.batch_alter_table("access_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_session_last_used_at"), ["last_used_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "person_tag",
        sa.Column("origin_person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_by", sa.String(length=80), nullable=True),
        sa.Column("why", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_person_tag_tag_id_tag")),
        sa.PrimaryKeyConstraint("origin_person_id", "tag_id", "source", name=op.f("pk_person_tag")),
    )
    with op.batch_alter_table("person_tag", schema=None) as batch_op:
        batch_op.create_index(
            "ix_person_tag_expires",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("expires_at is not null"),
            postgresql_where=sa.text("expires_at is not null"),
        )
        batch_op.create_index("ix_person_tag_person", ["person_id", "tag_id"], unique=False)
        batch_op.create_index("ix_person_tag_tag", ["tag_id", "person_id"], unique=False)

    op.create_table(
        "staff",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("userid", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("alias", sa.String(length=120), nullable=False),
        sa.Column("store_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("serves", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["store.id"], name=op.f("fk_staff_store_id_store")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index("ix_staff_store", ["store_id"], unique=False)
        batch_op.create_index("uq_staff_account_userid", ["account", "userid"], unique=True)

    op.create_table(
        "wecom_mass_target",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("mass_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("origin_person_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mass_id"], ["wecom_mass.id"], name=op.f("fk_wecom_mass_target_mass_id_wecom_mass")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["wecom_mass_part.id"], name=op.f("fk_wecom_mass_target_part_id_wecom_mass_part")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wecom_mass_target")),
    )
    with op.batch_alter_table("wecom_mass_target", schema=None) as batch_op:
        batch_op.create_index("ix_wecom_mass_target_origin", ["origin_person_id"], unique=False)
        batch_op.create_index("ix_wecom_mass_target_part", ["part_id", "state"], unique=False)
        batch_op.create_index("ix_wecom_mass_target_person", ["person_id"], unique=False)
        batch_op.create_index("uq_wecom_mass_target", ["mass_id", "recipient"], unique=True)

    # Alembic does not see triggers: the audit log takes inserts only.
    for table in INSERT_ONLY_TABLES:
        for statement in insert_only_statements(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("wecom_mass_target", schema=None) as batch_op:
        batch_op.drop_index("uq_wecom_mass_target")
        batch_op.drop_index("ix_wecom_mass_target_person")
        batch_op.drop_index("ix_wecom_mass_target_part")
        batch_op.drop_index("ix_wecom_mass_target_origin")

    op.drop_table("wecom_mass_target")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_index("uq_staff_account_userid")
        batch_op.drop_index("ix_staff_store")

    op.drop_table("staff")
    with op.batch_alter_table("person_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_person_tag_tag")
        batch_op.drop_index("ix_person_tag_person")
        batch_op.drop_index(
            "ix_person_tag_expires",
            sqlite_where=sa.text("expires_at is not null"),
            postgresql_where=sa.text("expires_at is not null"),
        )

    op.drop_table("person_tag")
    with op.batch_alter_table("access_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_session_user_id"))
        batch_op.drop_index(batch_op.f("ix_access_session_last_used_at"))

    op.drop_table("access_session")
    with op.batch_alter_table("access_login_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_login_link_user_id"))

    op.drop_table("access_login_link")
    op.drop_table("wecom_moment_member")
    with op.batch_alter_table("wecom_mass_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_mass_part_mass_id"))

    op.drop_table("wecom_mass_part")
    with op.batch_alter_table("webhook_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_webhook_delivery_webhook")

    op.drop_table("webhook_delivery")
    with op.batch_alter_table("trait_edit_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trait_edit_item_origin_person_id"))

    op.drop_table("trait_edit_item")
    with op.batch_alter_table("tag", schema=None) as batch_op:
        batch_op.drop_index("uq_tag_name_in_group")
        batch_op.drop_index(batch_op.f("ix_tag_rule_segment"))
        batch_op.drop_index(batch_op.f("ix_tag_merged_into"))

    op.drop_table("tag")
    with op.batch_alter_table("store", schema=None) as batch_op:
        batch_op.drop_index("uq_store_department")

    op.drop_table("store")
    with op.batch_alter_table("static_list_member", schema=None) as batch_op:
        batch_op.drop_index("ix_static_list_member_person")

    op.drop_table("static_list_member")
    op.drop_table("refund")
    with op.batch_alter_table("import_error", schema=None) as batch_op:
        batch_op.drop_index("ix_import_error_import")

    op.drop_table("import_error")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index("uq_group_member_stay")
        batch_op.drop_index(
            "uq_group_member_inside",
            sqlite_where=sa.text("left_at is null"),
            postgresql_where=sa.text("left_at is null"),
        )
        batch_op.drop_index(
            "ix_group_member_state",
            sqlite_where=sa.text("state is not null"),
            postgresql_where=sa.text("state is not null"),
        )
        batch_op.drop_index("ix_group_member_person")
        batch_op.drop_index("ix_group_member_origin")
        batch_op.drop_index("ix_group_member_left")
        batch_op.drop_index("ix_group_member_joined")

    op.drop_table("group_member")
    with op.batch_alter_table("access_user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_user_role_id"))

    op.drop_table("access_user")
    with op.batch_alter_table("wecom_wanted_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_wanted_group_due"))

    op.drop_table("wecom_wanted_group")
    with op.batch_alter_table("wecom_wanted_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_wanted_contact_due"))

    op.drop_table("wecom_wanted_contact")
    with op.batch_alter_table("wecom_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_upload_expires_at"))

    op.drop_table("wecom_upload")
    with op.batch_alter_table("wecom_transfer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_wecom_transfer_open",
            sqlite_where=sa.text("state in ('asking', 'waiting')"),
            postgresql_where=sa.text("state in ('asking', 'waiting')"),
        )
        batch_op.drop_index(batch_op.f("ix_wecom_transfer_person_id"))
        batch_op.drop_index("ix_wecom_transfer_pair")
        batch_op.drop_index(batch_op.f("ix_wecom_transfer_origin_person_id"))

    op.drop_table("wecom_transfer")
    op.drop_table("wecom_ticket")
    op.drop_table("wecom_sync")
    with op.batch_alter_table("wecom_staff_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_staff_day_day"))

    op.drop_table("wecom_staff_day")
    op.drop_table("wecom_relation_tag")
    op.drop_table("wecom_notice")
    with op.batch_alter_table("wecom_moment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_moment_state"))

    op.drop_table("wecom_moment")
    with op.batch_alter_table("wecom_member_login", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_member_login_user_id"))

    op.drop_table("wecom_member_login")
    with op.batch_alter_table("wecom_mass", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_mass_state"))

    op.drop_table("wecom_mass")
    with op.batch_alter_table("wecom_kf_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_kf_session_person_id"))
        batch_op.drop_index(batch_op.f("ix_wecom_kf_session_origin_person_id"))
        batch_op.drop_index("ix_wecom_kf_session_customer")
        batch_op.drop_index(batch_op.f("ix_wecom_kf_session_asked_at"))

    op.drop_table("wecom_kf_session")
    with op.batch_alter_table("wecom_kf_message", schema=None) as batch_op:
        batch_op.drop_index("ix_wecom_kf_message_number")
        batch_op.drop_index(batch_op.f("ix_wecom_kf_message_at"))

    op.drop_table("wecom_kf_message")
    with op.batch_alter_table("wecom_kf_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wecom_kf_account_due"))

    op.drop_table("wecom_kf_account")
    op.drop_table("wecom_join_way")
    op.drop_table("wecom_group_welcome")
    op.drop_table("wecom_group_sync")
    with op.batch_alter_table("wecom_asset", schema=None) as batch_op:
        batch_op.drop_index("ix_wecom_asset_digest")

    op.drop_table("wecom_asset")
    op.drop_table("wecom_archive")
    with op.batch_alter_table("wecom_acquisition_link", schema=None) as batch_op:
        batch_op.drop_index("ix_wecom_acquisition_link_id")

    op.drop_table("wecom_acquisition_link")
    op.drop_table("webhook")
    with op.batch_alter_table("trait_value", schema=None) as batch_op:
        batch_op.drop_index("ix_trait_value_word")
        batch_op.drop_index(
            "ix_trait_value_number",
            sqlite_where=sa.text("number is not null"),
            postgresql_where=sa.text("number is not null"),
        )
        batch_op.drop_index(
            "ix_trait_value_moment",
            sqlite_where=sa.text("moment is not null"),
            postgresql_where=sa.text("moment is not null"),
        )
        batch_op.drop_index(
            "ix_trait_value_anniversary",
            sqlite_where=sa.text("anniversary is not null"),
            postgresql_where=sa.text("anniversary is not null"),
        )

    op.drop_table("trait_value")
    op.drop_table("trait_edit")
    op.drop_table("trait_definition")
    with op.batch_alter_table("trait_change", schema=None) as batch_op:
        batch_op.drop_index("ix_trait_change_person")
        batch_op.drop_index(batch_op.f("ix_trait_change_origin_person_id"))

    op.drop_table("trait_change")
    op.drop_table("tag_setting")
    with op.batch_alter_table("tag_push", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tag_push_person_id"))
        batch_op.drop_index(batch_op.f("ix_tag_push_origin_person_id"))
        batch_op.drop_index("ix_tag_push_due")

    op.drop_table("tag_push")
    with op.batch_alter_table("tag_link", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_tag_link_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_tag_link_tag_id"))

    op.drop_table("tag_link")
    with op.batch_alter_table("tag_history", schema=None) as batch_op:
        batch_op.drop_index("ix_tag_history_tag")
        batch_op.drop_index(batch_op.f("ix_tag_history_person_id"))
        batch_op.drop_index(batch_op.f("ix_tag_history_origin_person_id"))

    op.drop_table("tag_history")
    op.drop_table("tag_group")
    op.drop_table("tag_edit_part")
    op.drop_table("tag_edit")
    op.drop_table("tag_action")
    op.drop_table("tag_account")
    with op.batch_alter_table("static_list", schema=None) as batch_op:
        batch_op.drop_index("ix_static_list_created")

    op.drop_table("static_list")
    with op.batch_alter_table("staff_contact", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_staff_contact_open",
            sqlite_where=sa.text("removed_at is null"),
            postgresql_where=sa.text("removed_at is null"),
        )
        batch_op.drop_index(
            "ix_staff_contact_staff",
            sqlite_where=sa.text("removed_at is null"),
            postgresql_where=sa.text("removed_at is null"),
        )
        batch_op.drop_index("ix_staff_contact_relation")
        batch_op.drop_index("ix_staff_contact_person")
        batch_op.drop_index("ix_staff_contact_origin")
        batch_op.drop_index("ix_staff_contact_live_code")

    op.drop_table("staff_contact")
    op.drop_table("segment_version")
    op.drop_table("segment_snapshot")
    op.drop_table("segment_size")
    op.drop_table("segment_progress")
    with op.batch_alter_table("segment_export", schema=None) as batch_op:
        batch_op.drop_index("ix_segment_export_by")

    op.drop_table("segment_export")
    with op.batch_alter_table("segment_change", schema=None) as batch_op:
        batch_op.drop_index("ix_segment_change_segment")
        batch_op.drop_index("ix_segment_change_person")

    op.drop_table("segment_change")
    with op.batch_alter_table("segment_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_action_segment_id"))

    op.drop_table("segment_action")
    op.drop_table("segment")
    op.drop_table("schedule")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_page"))

    op.drop_table("saved_view")
    with op.batch_alter_table("rfm_snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_rfm_snapshot_at")

    op.drop_table("rfm_snapshot")
    op.drop_table("rfm_settings")
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.drop_index("uq_region_department")

    op.drop_table("region")
    with op.batch_alter_table("person_trait", schema=None) as batch_op:
        batch_op.drop_index("ix_person_trait_person")

    op.drop_table("person_trait")
    with op.batch_alter_table("person_tag_aside", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_tag_aside_tag_id"))
        batch_op.drop_index(batch_op.f("ix_person_tag_aside_person_id"))

    op.drop_table("person_tag_aside")
    with op.batch_alter_table("person_rfm", schema=None) as batch_op:
        batch_op.drop_index("ix_person_rfm_due")
        batch_op.drop_index("ix_person_rfm_cell")

    op.drop_table("person_rfm")
    with op.batch_alter_table("person_profile", schema=None) as batch_op:
        batch_op.drop_index("ix_person_profile_stage")
        batch_op.drop_index("ix_person_profile_orders")
        batch_op.drop_index("ix_person_profile_name_sort")
        batch_op.drop_index("ix_person_profile_name", postgresql_ops={"name_lower": "text_pattern_ops"})
        batch_op.drop_index("ix_person_profile_last_seen")
        batch_op.drop_index("ix_person_profile_last_order")
        batch_op.drop_index("ix_person_profile_gmv")
        batch_op.drop_index("ix_person_profile_first_seen")
        batch_op.drop_index("ix_person_profile_first_channel")
        batch_op.drop_index("ix_person_profile_events")

    op.drop_table("person_profile")
    with op.batch_alter_table("person_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_merge_winner"))
        batch_op.drop_index(batch_op.f("ix_person_merge_origin_b"))
        batch_op.drop_index(batch_op.f("ix_person_merge_origin_a"))
        batch_op.drop_index(batch_op.f("ix_person_merge_loser"))

    op.drop_table("person_merge")
    with op.batch_alter_table("person_layer", schema=None) as batch_op:
        batch_op.drop_index("ix_person_layer_layer")
        batch_op.drop_index("ix_person_layer_due")

    op.drop_table("person_layer")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_current_id"))
        batch_op.drop_index(batch_op.f("ix_person_core_id"))

    op.drop_table("person")
    with op.batch_alter_table("pay_transfer", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_transfer_of")
        batch_op.drop_index("ix_pay_transfer_ask")

    op.drop_table("pay_transfer")
    op.drop_table("pay_stock")
    with op.batch_alter_table("pay_refund", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_refund_of")
        batch_op.drop_index("ix_pay_refund_ask")

    op.drop_table("pay_refund")
    with op.batch_alter_table("pay_order", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_order_of")
        batch_op.drop_index("ix_pay_order_ask")

    op.drop_table("pay_order")
    with op.batch_alter_table("pay_coupon", schema=None) as batch_op:
        batch_op.drop_index("ix_pay_coupon_of")
        batch_op.drop_index("ix_pay_coupon_id")

    op.drop_table("pay_coupon")
    op.drop_table("pay_certificate")
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index("uq_orders_source_order_no")
        batch_op.drop_index("ix_orders_status_at")
        batch_op.drop_index("ix_orders_person_at")
        batch_op.drop_index("ix_orders_origin")
        batch_op.drop_index("ix_orders_order_no")
        batch_op.drop_index("ix_orders_at")
        batch_op.drop_index("ix_orders_amount")

    op.drop_table("orders")
    with op.batch_alter_table("official_account_wanted", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_wanted_due"))

    op.drop_table("official_account_wanted")
    op.drop_table("official_account_sync")
    op.drop_table("official_account_publication")
    with op.batch_alter_table("official_account_mass", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_mass_msg_id"))
        batch_op.drop_index(batch_op.f("ix_official_account_mass_connection_id"))

    op.drop_table("official_account_mass")
    op.drop_table("official_account_follower_day")
    with op.batch_alter_table("official_account_follower", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_follower_read_at"))
        batch_op.drop_index(batch_op.f("ix_official_account_follower_qr_scene"))
        batch_op.drop_index(batch_op.f("ix_official_account_follower_person_id"))
        batch_op.drop_index(batch_op.f("ix_official_account_follower_origin_person_id"))

    op.drop_table("official_account_follower")
    op.drop_table("official_account_day")
    op.drop_table("official_account_consent")
    with op.batch_alter_table("official_account_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_code_account"))

    op.drop_table("official_account_code")
    with op.batch_alter_table("official_account_awaited", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_awaited_sent_at"))

    op.drop_table("official_account_awaited")
    with op.batch_alter_table("official_account_article_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_account_article_day_published_on"))

    op.drop_table("official_account_article_day")
    op.drop_table("mini_program_template")
    with op.batch_alter_table("mini_program_link", schema=None) as batch_op:
        batch_op.drop_index("ix_mini_program_link_of")

    op.drop_table("mini_program_link")
    op.drop_table("mini_program_day")
    op.drop_table("mini_program_acceptance")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_person")
        batch_op.drop_index("ix_message_origin")
        batch_op.drop_index(
            "ix_message_open",
            sqlite_where=sa.text("state in ('queued', 'held', 'sending', 'unknown')"),
            postgresql_where=sa.text("state in ('queued', 'held', 'sending', 'unknown')"),
        )

    op.drop_table("message")
    with op.batch_alter_table("live_code", schema=None) as batch_op:
        batch_op.drop_index("ix_live_code_status")
        batch_op.drop_index("ix_live_code_channel")

    op.drop_table("live_code")
    op.drop_table("lifecycle_settings")
    op.drop_table("lease")
    with op.batch_alter_table("layer_change", schema=None) as batch_op:
        batch_op.drop_index("ix_layer_change_person")
        batch_op.drop_index("ix_layer_change_origin")
        batch_op.drop_index("ix_layer_change_at")

    op.drop_table("layer_change")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_id")
        batch_op.drop_index(
            "ix_job_lease",
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )
        batch_op.drop_index(
            "ix_job_claim",
            sqlite_where=sa.text("state = 'ready'"),
            postgresql_where=sa.text("state = 'ready'"),
        )

    op.drop_table("job")
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.drop_index("ix_import_file_finished")

    op.drop_table("import_file")
    op.drop_table("identity_version")
    with op.batch_alter_table("identity_naming", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_naming_named_id"))

    op.drop_table("identity_naming")
    with op.batch_alter_table("identity_conflict", schema=None) as batch_op:
        batch_op.drop_index("ix_identity_conflict_state_last")
        batch_op.drop_index(batch_op.f("ix_identity_conflict_person_b"))

    op.drop_table("identity_conflict")
    op.drop_table("identity_change")
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identifier_person_id"))
        batch_op.drop_index(batch_op.f("ix_identifier_origin_person_id"))
        batch_op.drop_index("ix_identifier_key")

    op.drop_table("identifier")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_identifier_b"))

    op.drop_table("evidence")
    with op.batch_alter_table("event_touch", schema=None) as batch_op:
        batch_op.drop_index("ix_event_touch_projection")

    op.drop_table("event_touch")
    with op.batch_alter_table("event_rejection", schema=None) as batch_op:
        batch_op.drop_index("ix_event_rejection_at")

    op.drop_table("event_rejection")
    op.drop_table("event_pending")
    op.drop_table("event_move")
    op.drop_table("event_cursor")
    op.drop_table("event_batch")
    with op.batch_alter_table("customer_group", schema=None) as batch_op:
        batch_op.drop_index("uq_customer_group_chat")
        batch_op.drop_index("ix_customer_group_owner")
        batch_op.drop_index("ix_customer_group_created")

    op.drop_table("customer_group")
    op.drop_table("connection_callback_count")
    with op.batch_alter_table("connection_callback", schema=None) as batch_op:
        batch_op.drop_index("uq_connection_callback_dedup")
        batch_op.drop_index(
            "ix_connection_callback_waiting",
            sqlite_where=sa.text("processed_at is null"),
            postgresql_where=sa.text("processed_at is null"),
        )
        batch_op.drop_index("ix_connection_callback_processed")
        batch_op.drop_index("ix_connection_callback_of")

    op.drop_table("connection_callback")
    op.drop_table("connection_call_count")
    with op.batch_alter_table("connection", schema=None) as batch_op:
        batch_op.drop_index("uq_connection_app")

    op.drop_table("connection")
    op.drop_table("compliance_suppression")
    with op.batch_alter_table("channels_wanted", schema=None) as batch_op:
        batch_op.drop_index("ix_channels_wanted_due")

    op.drop_table("channels_wanted")
    op.drop_table("channels_sync")
    with op.batch_alter_table("channels_live", schema=None) as batch_op:
        batch_op.drop_index("ix_channels_live_started")

    op.drop_table("channels_live")
    op.drop_table("audit_seal")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_actor")
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
    op.drop_table("access_throttle")
    op.drop_table("access_role")
    op.drop_table("access_organization")
    op.drop_table("access_key")
