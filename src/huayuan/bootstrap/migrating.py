"""`huayuan migrate-from`: takes over customers, friendships, tags and live codes of LinkWeChat or MoChat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from huayuan.kernel.crypto import Vault
    from huayuan.kernel.unit_of_work import UnitOfWork


def migrate_from(
    peer: Annotated[str, typer.Argument(help="linkwechat or mochat.")],
    source: Annotated[
        str,
        typer.Option(help="SQLAlchemy URL of a copy of its database, or a folder with its tables as CSV."),
    ],
    account: Annotated[
        str | None, typer.Option(help="Corp id, where the source names none or several.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what would be taken over.")] = False,
    data: Annotated[
        Path | None, typer.Option("--data", help="Data folder (default: HUAYUAN_DATA_DIR or ./data).")
    ] = None,
) -> None:
    """Move in from LinkWeChat or MoChat. The source is only read; a second run changes nothing."""
    from huayuan.bootstrap.local import records
    from huayuan.events.contracts import IdentityResolver
    from huayuan.identity.resolver import Resolver
    from huayuan.kernel.crypto import Vault, load_master_keys
    from huayuan.kernel.services import Services
    from huayuan.kernel.settings import Settings
    from huayuan.kernel.unit_of_work import UnitOfWork
    from huayuan.marketplaces.migration import api

    settings = Settings() if data is None else Settings(data_dir=data)
    vault = Vault(load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir))
    # The records alone: what is told here reaches the warehouse through the server, now or at its next start.
    with records(settings) as (_, uow):
        services = Services()
        services.put(Settings, settings)
        services.put(UnitOfWork, uow)
        services.put(Vault, vault)
        services.put(IdentityResolver, Resolver(vault))  # type: ignore[type-abstract]  # a port
        report, problems = api.migrate(
            services, peer, source, connections=_connections(uow, vault), account=account, dry_run=dry_run,
            say=lambda part, counts: typer.echo(f"{part}: {counts.read} rows", err=True),
        )  # fmt: skip
    typer.echo(f"{peer}: " + ("what would be taken over" if dry_run else "taken over"))
    for part, counts in report.parts.items():
        typer.echo(
            f"  {part}: {counts.read} read, {counts.new} new, {counts.known} known, {counts.left_out} left out, "
            f"{counts.notes} with something missing"
        )
    if report.materials:
        said = ", ".join(f"{kind}: {number}" for kind, number in sorted(report.materials.items()))
        typer.echo(f"  materials: not taken over yet ({said})")
    typer.echo(f"  problems: {problems}")


def _connections(uow: UnitOfWork, vault: Vault) -> dict[str, int]:
    """corp id → the WeCom connection that its live codes belong to: the first where there are several."""
    from huayuan.kernel.clock import SystemClock
    from huayuan.wechat.connections.api import Connections

    known = Connections(uow, vault, SystemClock()).all("wecom")
    return {one.account: one.id for one in sorted(known, key=lambda one: one.id, reverse=True)}
