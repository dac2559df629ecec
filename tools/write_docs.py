"""Writes the documents that follow from the code: settings, metrics, errors and events. `make docs`.

tests/architecture/test_documents.py compares the files with what this would write.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "huayuan"
if str(SOURCE.parent) not in sys.path:
    sys.path.insert(0, str(SOURCE.parent))


def note(source: str) -> str:
    return f"<!-- Written by tools/write_docs.py from {source} (make docs); do not edit. -->\n\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


# ---------------------------------------------------------------------------------------------------- settings


def settings_document() -> str:
    from huayuan.kernel.settings import Settings

    rows = [
        [
            f"`HUAYUAN_{name.upper()}`",
            _kind(field.annotation),
            _default(field.default),
            field.description or "",
        ]
        for name, field in Settings.model_fields.items()
    ]
    return (
        "# Settings\n\n"
        + note("src/huayuan/kernel/settings.py")
        + "Every setting is an environment variable. `huayuan serve --data`, `--port`, `--host` and `--role` override theirs.\n"
        + "`huayuan doctor` says whether the ones in force can work.\n\n"
        + table(["variable", "type", "default", "meaning"], rows)
    )


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is not None:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    return {"int": "whole number", "float": "number", "str": "text", "bool": "`true` or `false`", "Path": "path",
            "SecretStr": "secret text"}[annotation.__name__]  # fmt: skip


def _default(value: Any) -> str:
    secret = getattr(value, "get_secret_value", None)
    shown = secret() if secret else value
    if isinstance(shown, bool):
        return f"`{str(shown).lower()}`"
    return f"`{shown}`" if str(shown) else "empty"


# ----------------------------------------------------------------------------------------------------- metrics


@dataclass(frozen=True)
class Metric:
    name: str
    kind: str
    labels: tuple[str, ...]
    meaning: str


def metrics() -> list[Metric]:
    """Every metric that a `metrics.py` declares, by name. Read from the source, so nothing has to run."""
    found = [metric for path in SOURCE.rglob("metrics.py") for metric in _metrics_of(path)]
    return sorted(found, key=lambda metric: metric.name)


def _metrics_of(path: Path) -> Iterator[Metric]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "Counter",
            "Gauge",
            "Histogram",
            "Summary",
        ):
            name, meaning, *rest = (ast.literal_eval(argument) for argument in node.args)
            keywords = {word.arg: word.value for word in node.keywords}
            labels = rest[0] if rest else ast.literal_eval(keywords.get("labelnames", ast.List([])))
            yield Metric(name, node.func.id.lower(), tuple(labels), meaning)  # type: ignore[attr-defined]


def metrics_document() -> str:
    rows = [
        [f"`{metric.name}`", metric.kind, ", ".join(f"`{label}`" for label in metric.labels), metric.meaning]
        for metric in metrics()
    ]
    return (
        "# Metrics\n\n"
        + note("the metrics.py files")
        + "`GET /metrics` answers in Prometheus' text format. Numbers only: no person, no identifier, no text that a\n"
        + "customer wrote. Keep the address behind the proxy.\n\n"
        + table(["metric", "kind", "labels", "meaning"], rows)
    )


# ------------------------------------------------------------------------------------------------------ errors


def refusals() -> list[Any]:
    """Every HuayuanError class of the platform, by code. Imports every module."""
    from huayuan.kernel.errors import HuayuanError

    for module in pkgutil.walk_packages([str(SOURCE)], "huayuan."):
        if "__main__" not in module.name and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, waiting = {HuayuanError}, [HuayuanError]
    while waiting:
        for child in waiting.pop().__subclasses__():
            if child.__module__.startswith("huayuan.") and child not in found:
                found.add(child)
                waiting.append(child)
    # A base without a code of its own is never raised.
    own = [refusal for refusal in found if "code" in vars(refusal) or not refusal.__subclasses__()]
    return sorted({HuayuanError, *own}, key=lambda refusal: (refusal.code, refusal.__qualname__))


def errors_document() -> str:
    rows = [
        [f"`{refusal.code}`", str(refusal.status), refusal.message.zh, refusal.message.en]
        for refusal in refusals()
    ]
    return (
        "# Errors\n\n"
        + note("the HuayuanError classes")
        + "What the platform refuses with. Over HTTP: "
        + '`{"error": {"code", "message": {"zh", "en"}, "data", "request_id"}}`. Codes are stable; sentences may improve.\n'
        + "Words in braces come from `data`. The request number is also in the log and in the `X-Request-Id` header.\n\n"
        + table(["code", "HTTP", "中文", "English"], rows)
    )


# ------------------------------------------------------------------------------------------------------ events


def events_document() -> str:
    from huayuan.events.catalog import catalog

    groups: dict[str, list[Any]] = {}
    for event in catalog().values():
        groups.setdefault(event.group, []).append(event)
    parts = [
        "# Events\n\n",
        note("src/huayuan/events/catalog.toml"),
        "The built-in events. Unknown names are accepted too and shown as unverified; a built-in event whose properties\n"
        "have the wrong type is refused. Money is a whole number in 分; times in properties are ISO 8601 with a zone.\n"
        "*personal*: may hold personal data of a customer; take it nowhere it is not needed.\n",
    ]
    for events in groups.values():
        label = events[0].group_label
        parts.append(f"\n## {label.zh} · {label.en}\n")
        parts += [_event_section(event) for event in events]
    return "".join(parts)


def _event_section(event: Any) -> str:
    rows = [
        [f"`{p.name}`", p.type + (" (分)" if p.unit == "分" else f" ({p.unit})" if p.unit else ""), p.label.zh, p.label.en,
         f"`{p.example}`" + (" *personal*" if p.personal else "")]
        for p in event.properties
    ]  # fmt: skip
    head = f"\n### `{event.name}` — {event.label.zh} · {event.label.en}\n\n"
    return head + (
        table(["property", "type", "中文", "English", "example"], rows) if rows else "No properties.\n"
    )


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/operations/settings.md": settings_document,
    "docs/operations/metrics.md": metrics_document,
    "docs/operations/errors.md": errors_document,
    "docs/events.md": events_document,
}


def main() -> None:
    for name, write in DOCUMENTS.items():
        (ROOT / name).write_text(write(), "utf-8")
        print(f"{name} written")


if __name__ == "__main__":
    main()
