"""The `huayuan` command. Every command says what it did; failures say what to do. Heavy imports happen inside."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from huayuan.bootstrap.lean import stay_lean
from huayuan.bootstrap.migrating import migrate_from
from huayuan.kernel.errors import HuayuanError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Huayuan 花园: private-domain operations, self-hosted.",
)
users = typer.Typer(no_args_is_help=True, help="Console users.")
keys = typer.Typer(no_args_is_help=True, help="Keys for the collector, the API and personal fields.")
audits = typer.Typer(no_args_is_help=True, help="The audit log.")
warehouses = typer.Typer(no_args_is_help=True, help="The warehouse.")
app.add_typer(users, name="user")
app.add_typer(keys, name="key")
app.add_typer(audits, name="audit")
app.add_typer(warehouses, name="warehouse")
app.command("migrate-from")(migrate_from)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Data folder (default: HUAYUAN_DATA_DIR or ./data).")
]


def main() -> None:
    stay_lean()
    try:
        app()
    except HuayuanError as error:
        language = "zh" if _prefers_chinese() else "en"
        print(f"{error.code}: {error.text(language)}", file=sys.stderr)
        raise SystemExit(1) from None


@app.command()
def serve(
    data: DataOption = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 picks a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    role: Annotated[str | None, typer.Option(help="all, web, worker or scheduler.")] = None,
) -> None:
    """Run the platform until it is told to stop (Ctrl-C or SIGTERM)."""
    from huayuan.bootstrap.serve import serve as run

    run(_settings(data, port=port, host=host, role=role))


@app.command()
def demo(
    data: DataOption = None,
    customers: Annotated[
        int, typer.Option(min=10, max=1_000_000, help="People in the simulated world.")
    ] = 5000,
    days: Annotated[int, typer.Option(min=1, max=365, help="Days of history to load.")] = 30,
    seed: Annotated[int, typer.Option(help="Same seed, same world.")] = 1,
    port: Annotated[int, typer.Option(help="Port of the console; 0 picks a free one.")] = 0,
    seconds: Annotated[
        float | None, typer.Option("--for", help="Stop by itself after so many seconds of live life.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write a JSON report here at the end.")] = None,
) -> None:
    """Start the platform beside a simulated WeChat world, load its history, and stay live."""
    from huayuan.bootstrap.demo import DemoOptions, run_demo

    run_demo(DemoOptions(data, customers, days, seed, port, seconds, report))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
)
def sandbox(context: typer.Context) -> None:
    """Run the simulated WeChat world alone: docs/how-to/use-the-sandbox.md; `huayuan sandbox --help` for its options."""
    import subprocess

    raise SystemExit(subprocess.call([sys.executable, "-m", "huayuan_sandbox", *context.args]))


@users.command("create")
def create_user(
    login: Annotated[str, typer.Argument(help="Login name.")],
    name: Annotated[str, typer.Option(help="Name as shown.")] = "",
    role: Annotated[
        str, typer.Option(help="Role: owner, operator, analyst, store_manager, guide, auditor.")
    ] = "operator",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)] = "",
    data: DataOption = None,
) -> None:
    """Create a console user."""
    from huayuan.access import api as access
    from huayuan.access.contracts import NewUser
    from huayuan.bootstrap.local import records

    with records(_settings(data)) as (_, uow), uow.begin() as tx:
        role_id = access.role_by_code(tx, role).id
        user = access.create_user(tx, NewUser(login, name or login, role_id, password))
    print(f"user {user.login} created with id {user.id}")


@keys.command("create")
def create_key(
    kind: Annotated[str, typer.Option(help="write (collector) or api.")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "command line",
    scope: Annotated[
        list[str] | None, typer.Option(help="Permissions of an API key; repeat for several.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Create a key. Its secret is printed once and kept only as a hash."""
    from huayuan.access import api as access
    from huayuan.bootstrap.local import records

    with records(_settings(data)) as (_, uow), uow.begin() as tx:
        _key, secret = access.create_key(tx, kind, name, scope or [])
    print(secret)


@keys.command("rotate")
def rotate_keys(data: DataOption = None) -> None:
    """Add a new master key for personal fields; old values stay readable. Restart the servers afterwards."""
    from huayuan.kernel.crypto import add_master_key

    add_master_key(_settings(data).data_dir)
    print("a new master key is in keys.json; back the file up and restart the servers")


@audits.command("verify")
def verify_audit(data: DataOption = None) -> None:
    """Check the hash chain of the audit log and its seals."""
    from huayuan.access import api as access
    from huayuan.bootstrap.local import records
    from huayuan.kernel.crypto import Vault, load_master_keys

    settings = _settings(data)
    vault = Vault(load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir))
    with records(settings) as (_, uow), uow.read() as tx:
        ok, checked, broken_at = access.verify_chain(tx, vault.sign)
    print(
        f"{checked} entries checked: "
        + ("the chain is whole" if ok else f"the chain is broken at entry {broken_at}")
    )
    raise SystemExit(0 if ok else 1)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or Excel file.")],
    kind: Annotated[str, typer.Option(help="orders or customers.")] = "orders",
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="field=column; repeat. Default: as suggested.")
    ] = None,
    source: Annotated[str, typer.Option(help="Name of the shop or system the file comes from.")] = "",
    data: DataOption = None,
) -> None:
    """Import a file: through the running server when there is one, else directly."""
    from huayuan.bootstrap.importing import import_from_command_line

    pairs = dict(pair.split("=", 1) for pair in mapping or [])
    raise SystemExit(import_from_command_line(_settings(data), file, kind, pairs, source))


@app.command()
def doctor(data: DataOption = None) -> None:
    """Check this installation and its connections, and say how to mend what is wrong; exit code 1 when something is."""
    from huayuan.bootstrap.doctor import print_findings

    language = "zh" if _prefers_chinese() else "en"
    raise SystemExit(0 if print_findings(_settings(data), language) else 1)


@warehouses.command("ddl")
def print_ddl(
    cluster: Annotated[str, typer.Option(help="ClickHouse cluster name; empty for one node.")] = "",
) -> None:
    """Print the ClickHouse DDL that this version uses."""
    from huayuan.bootstrap.registry import warehouse_tables
    from huayuan.kernel.warehouse.tables import clickhouse_ddl

    for table in warehouse_tables():
        for statement in clickhouse_ddl(table, cluster):
            print(statement + ";\n")


def _settings(data: Path | None, **given: Any) -> Any:
    from huayuan.kernel.settings import Settings

    chosen = {name: value for name, value in given.items() if value is not None}
    if data is not None:
        chosen["data_dir"] = data
    return Settings(**chosen)


def _prefers_chinese() -> bool:
    import os

    return os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh")
