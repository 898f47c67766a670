"""How `rounds simulate` reads its settings and shows its results."""

import json
from pathlib import Path
from typing import Any

from rounds.cli.options import note, print_json, show, table
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.sim.compare import Comparison
from rounds.sim.scenarios import SCENARIOS, scenario


def list_scenarios(as_json: bool) -> None:
    """Print every scenario with its parameters and policies."""
    if as_json:
        print_json({"scenarios": [_described(name) for name in SCENARIOS]})
        return
    for spec in SCENARIOS.values():
        rows = table("parameter", "default", "from", "to", "unit", "meaning")
        for name, param in spec.params.items():
            rows.add_row(name, f"{param.default:g}", f"{param.low:g}", f"{param.high:g}", param.unit, param.help)
        print(f"{spec.name}: {spec.summary}\npolicies: {', '.join(spec.policies)}")
        show(rows)


def _described(name: str) -> dict[str, Any]:
    spec = SCENARIOS[name]
    params = {
        key: {"default": param.default, "unit": param.unit, "low": param.low, "high": param.high, "help": param.help}
        for key, param in spec.params.items()
    }
    return {"scenario": name, "summary": spec.summary, "params": params, "policies": list(spec.policies)}


def run(
    name: str,
    policies: tuple[str, ...],
    seeds: tuple[int, ...],
    settings: tuple[str, ...],
    json_file: str | None,
    plot: Path | None,
) -> None:
    """Compare policies on a scenario and show, write and draw what came of it."""
    spec = scenario(name)
    values = dict(_setting(setting) for setting in settings)
    comparison = spec.compare(*policies, seeds=seeds, **values)
    result = {
        "scenario": name,
        "params": {key: param.read(key, values.get(key, param.default)) for key, param in spec.params.items()},
        "seeds": list(seeds),
        "policies": comparison.as_json(),
    }
    if plot is not None:
        _draw(comparison, plot)
    if json_file == "-":
        print_json(result)
        return
    if json_file is not None:
        write_atomic(Path(json_file), json.dumps(result, indent=2) + "\n")
    _show(comparison)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise RoundsError(f"--set takes name=value, such as load=80, not {text!r}.")
    return name, value


def _draw(comparison: Comparison, path: Path) -> None:
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise RoundsError(f"--plot takes a file that ends in .png, .svg or .pdf, not {path.name!r}.")
    from io import BytesIO

    picture = BytesIO()
    comparison.plot().savefig(picture, format=path.suffix.lower().removeprefix("."))
    write_atomic(path, picture.getvalue())
    note(f"The picture is {path}.")


def _show(comparison: Comparison) -> None:
    rows = table("policy", "before", "during", "after", "load", "p50", "p99", "recovery")
    for name, row in comparison.as_json().items():
        windows = [_percent(row["availability"][window]) for window in ("before", "during", "after")]
        recovery = "never" if row["recovery_s"] is None else f"{row['recovery_s']:.0f} s"
        load = "" if row["load_factor"] is None else f"× {row['load_factor']:.2f}"
        rows.add_row(name, *windows, load, _seconds(row["p50"]), _seconds(row["p99"]), recovery)
    show(rows)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.3f} s"
