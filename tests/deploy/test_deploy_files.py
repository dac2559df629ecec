"""What can be checked of the deployment files without starting a container."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from huayuan.bootstrap.registry import warehouse_tables
from huayuan.kernel.settings import Settings
from huayuan.kernel.warehouse.tables import clickhouse_ddl

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE_FILES = ["compose.yaml", "compose.cluster.yaml"]
CLUSTER = "huayuan"
SECRETS = ("PASSWORD", "SECRET")
KNOWN_IMAGES = {
    "huayuan:local",
    "postgres:17-bookworm",
    "clickhouse/clickhouse-server:26.8",
    "clickhouse/clickhouse-keeper:26.8",
}


def services(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"]
    return found


def xml(name: str) -> ElementTree.Element:
    return ElementTree.parse(DEPLOY / "clickhouse" / name).getroot()


def variables(text: str) -> set[str]:
    return set(re.findall(r"\$\{(\w+)", text))


def environment_keys(name: str) -> set[str]:
    return {key for service in services(name).values() for key in service.get("environment", {})}


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_only_images_that_are_meant(name: str) -> None:
    assert {service["image"] for service in services(name).values()} <= KNOWN_IMAGES


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_every_setting_exists(name: str) -> None:
    known = {f"HUAYUAN_{field.upper()}" for field in Settings.model_fields}
    assert {key for key in environment_keys(name) if key.startswith("HUAYUAN_")} <= known


def test_the_settings_of_image_unit_and_example_exist() -> None:
    known = {f"HUAYUAN_{field.upper()}" for field in Settings.model_fields}
    for name in ("Dockerfile", "huayuan.service", ".env.example", "README.md"):
        text = (DEPLOY / name).read_text("utf-8")
        assert set(re.findall(r"HUAYUAN_[A-Z_]*[A-Z]", text)) <= known, name


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_the_settings_are_values_that_the_code_takes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for service in services(name).values():
        for key, value in service.get("environment", {}).items():
            if key.startswith("HUAYUAN_"):
                plain = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))
                monkeypatch.setenv(key, re.sub(r"\$\{\w+:\?[^}]*\}", "given", plain))
    settings = Settings()
    assert settings.records_url.startswith("postgresql://huayuan:given@postgres:")
    assert settings.events_url.startswith("clickhouse://huayuan:given@clickhouse:")
    assert settings.commit_interval_ms >= 500, "ClickHouse wants few large inserts"


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_nothing_but_huayuan_is_published_and_that_on_loopback(name: str) -> None:
    for service_name, service in services(name).items():
        ports = service.get("ports", [])
        assert not ports or service["image"] == "huayuan:local", service_name
        assert all(port.startswith("${PUBLISH_ADDRESS:-127.0.0.1}:") for port in ports)
        assert service.get("network_mode") is None
    assert re.search(r"^PUBLISH_ADDRESS=127\.0\.0\.1$", (DEPLOY / ".env.example").read_text("utf-8"), re.M)


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_no_secret_stands_in_a_file(name: str) -> None:
    for service in services(name).values():
        for key, value in service.get("environment", {}).items():
            if any(word in key for word in SECRETS):
                assert re.fullmatch(r"\$\{\w+:\?set it in \.env\}", value), key
            assert not re.search(r"://\w+:[^$]", str(value)), key


def test_the_example_lists_every_variable_and_no_secret() -> None:
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / ".env.example").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    used = {variable for name in COMPOSE_FILES for variable in variables((DEPLOY / name).read_text("utf-8"))}
    assert used == set(example)
    assert all(value == "" for key, value in example.items() if any(word in key for word in SECRETS))
    assert (DEPLOY / ".gitignore").read_text("utf-8").split() == [".env"]


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_mounted_files_exist_and_volumes_are_declared(name: str) -> None:
    declared = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["volumes"]
    for service in services(name).values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert (DEPLOY / source).is_file() if source.startswith(".") else source in declared, mount


def test_the_roles_of_the_cluster_are_all_there() -> None:
    found = services("compose.cluster.yaml")
    roles = {name: service["command"][-1] for name, service in found.items() if "command" in service}
    assert roles == {"web": "web", "worker": "worker", "scheduler": "scheduler"}
    assert found["web"]["deploy"]["replicas"] == found["worker"]["deploy"]["replicas"] == 2
    for role in ("worker", "scheduler"):
        assert "healthcheck" not in found[role], (
            "the image's own check asks /readyz, which every role answers"
        )


def test_hosts_and_macros_of_the_cluster_agree() -> None:
    found = services("compose.cluster.yaml")
    cluster = xml("cluster.xml").find(f"remote_servers/{CLUSTER}")
    assert cluster is not None
    shards = [[host.text for host in shard.iter("host")] for shard in cluster.findall("shard")]
    assert shards == [["clickhouse-1-1", "clickhouse-1-2"], ["clickhouse-2-1", "clickhouse-2-2"]]
    assert all(shard.findtext("internal_replication") == "true" for shard in cluster.findall("shard"))
    for number, hosts in enumerate(shards, start=1):
        for host in hosts:
            assert host is not None
            environment = found[host]["environment"]
            assert (environment["SHARD"], environment["REPLICA"]) == (str(number), host)
            assert found[host]["networks"]["default"]["aliases"] == ["clickhouse"]


def test_keepers_agree() -> None:
    found = services("compose.cluster.yaml")
    keeper = xml("keeper.xml")
    members = {
        server.findtext("hostname"): server.findtext("id")
        for server in keeper.findall(".//raft_configuration/server")
    }
    assert members == {
        name: service["environment"]["KEEPER_ID"] for name, service in found.items() if "keeper" in name
    }
    nodes = xml("cluster.xml").findall("zookeeper/node")
    assert {node.findtext("host") for node in nodes} == set(members)
    assert {node.findtext("port") for node in nodes} == {keeper.findtext("keeper_server/tcp_port")}


def test_variables_from_the_environment_are_given() -> None:
    found = services("compose.cluster.yaml")
    for file, mark in (("cluster.xml", "clickhouse-"), ("keeper.xml", "keeper-")):
        wanted = {node.attrib["from_env"] for node in xml(file).iter() if "from_env" in node.attrib}
        for name, service in found.items():
            if name.startswith(mark):
                assert wanted <= set(service["environment"]), name
    assert not re.search(
        r"<(password|secret)>[^<]", (DEPLOY / "clickhouse" / "cluster.xml").read_text("utf-8")
    )


def test_the_ddl_of_the_code_fits_the_cluster() -> None:
    assert services("compose.cluster.yaml")["web"]["environment"]["HUAYUAN_WAREHOUSE_CLUSTER"] == CLUSTER
    macros = {node.tag for node in xml("cluster.xml").findall("macros/*")}
    statements = [sql for table in warehouse_tables() for sql in clickhouse_ddl(table, CLUSTER)]
    assert statements
    for sql in statements:
        assert f"ON CLUSTER '{CLUSTER}'" in sql
        assert set(re.findall(r"\{(\w+)\}", sql)) <= macros | {"database", "uuid", "table"}


def test_the_image_is_small_harmless_and_checked() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    stages = re.findall(r"^FROM (\S+)", text, re.M)
    assert stages == ["python:3.11-slim-bookworm"] * 2
    last = text.rsplit("FROM ", 1)[1]
    assert re.search(r"^USER huayuan$", last, re.M)
    assert re.search(r"^HEALTHCHECK ", last, re.M)
    assert "/readyz" in last
    copied = {word for line in re.findall(r"^COPY (?!--)(.+)$", text, re.M) for word in line.split()[:-1]}
    assert all((ROOT / name).exists() for name in copied)
    allowed = {
        line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().split() if line[0] == "!"
    }
    assert copied == allowed
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert build["project"]["readme"] in copied
    assert set(build["project"]["license-files"]) <= copied


def test_the_unit_calls_a_command_that_exists() -> None:
    from typer.main import get_command

    from huayuan.bootstrap.cli import app

    unit = (DEPLOY / "huayuan.service").read_text("utf-8")
    call = shlex.split(
        next(line for line in unit.splitlines() if line.startswith("ExecStart=")).partition("=")[2]
    )
    command = get_command(app).commands[call[1]]  # type: ignore[attr-defined]
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in call if word.startswith("--")} <= options
    seconds = int(re.findall(r"TimeoutStopSec=(\d+)", unit)[0])
    assert seconds > Settings().shutdown_seconds
