"""How `rounds simulate` reads its settings and shows its results."""

import json
from pathlib import Path
from typing import Any

from rounds.cli.options import note, print_json, show, table
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.sim.scenarios import SCENARIOS, Study, scenario


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
    study = spec.compare(*policies, seeds=seeds, **values)
    result = {
        "scenario": name,
        "params": {key: param.read(key, values.get(key, param.default)) for key, param in spec.params.items()},
        "seeds": list(seeds),
        "policies": study.as_json(),
    }
    if plot is not None:
        _draw(study, plot)
    if json_file == "-":
        print_json(result)
        return
    if json_file is not None:
        write_atomic(Path(json_file), json.dumps(result, indent=2) + "\n")
    _show(study)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise RoundsError(f"--set takes name=value, such as load=80, not {text!r}.")
    return name, value


def _draw(study: Study, path: Path) -> None:
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise RoundsError(f"--plot takes a file that ends in .png, .svg or .pdf, not {path.name!r}.")
    from io import BytesIO

    picture = BytesIO()
    study.plot().savefig(picture, format=path.suffix.lower().removeprefix("."))
    write_atomic(path, picture.getvalue())
    note(f"The picture is {path}.")


def _show(study: Study) -> None:
    headings, lines = study.table()
    rows = table(*headings)
    for line in lines:
        rows.add_row(*line)
    show(rows)
