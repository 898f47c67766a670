"""How `rounds simulate` reads its settings and shows its results."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rounds.cli.options import draw, note, print_json, progress_bar, show
from rounds.errors import RoundsError
from rounds.files import write_atomic
from rounds.sim.scenarios import SCENARIOS, scenario
from rounds.tables import table


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
        draw(study.plot, plot)
    if not _wrote(result, json_file):
        _show(*study.table())


@dataclass(frozen=True)
class Place:
    """Where a sweep runs: so many processes of this machine, or a cluster."""

    workers: int | None
    scheduler: str


def run_sweep(
    name: str,
    over: tuple[str, ...],
    policies: tuple[str, ...],
    seeds: tuple[int, ...],
    settings: tuple[str, ...],
    figure: str,
    place: Place,
    json_file: str | None,
    plot: Path | None,
) -> None:
    """Run a scenario over a grid and show, write and draw a figure of it."""
    from rounds.sim.sweep import sweep

    grid = dict(_axis(text) for text in over)
    values: dict[str, Any] = dict(_setting(setting) for setting in settings)
    with progress() as bar:
        found = sweep(
            name,
            grid,
            policies,
            seeds,
            figure=figure,
            workers=place.workers,
            scheduler=place.scheduler,
            progress=bar,
            **values,
        )
    if plot is not None:
        draw(lambda: found.plot(figure), plot)
    if not _wrote(found.as_json(), json_file):
        note(f"{figure}, mean of {len(seeds)} seed{'s' * (len(seeds) > 1)}:")
        _show(*found.table(figure))


def _wrote(result: dict[str, Any], json_file: str | None) -> bool:
    """Write JSON where it is wanted; whether it went to stdout, so that nothing else may."""
    if json_file == "-":
        print_json(result)
        return True
    if json_file is not None:
        write_atomic(Path(json_file), json.dumps(result, indent=2) + "\n")
    return False


def _axis(text: str) -> tuple[str, list[float]]:
    """A parameter and its values, from name=1,2,5 or name=from:to:how-many."""
    name, values = _setting(text, "--over takes name=1,2,5 or name=from:to:how-many, such as load=20:100:9")
    try:
        if ":" not in values:
            return name, [float(value) for value in values.split(",")]
        first, last, count = values.split(":")
        steps = int(count) - 1
        return name, [float(first) + (float(last) - float(first)) * n / max(1, steps) for n in range(steps + 1)]
    except ValueError:
        raise RoundsError(
            f"--over takes name=1,2,5 or name=from:to:how-many, such as load=20:100:9, not {text!r}."
        ) from None


def _setting(text: str, takes: str = "--set takes name=value, such as load=80") -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise RoundsError(f"{takes}, not {text!r}.")
    return name, value


def _show(headings: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    rows = table(*headings)
    for line in lines:
        rows.add_row(*line)
    show(rows)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr where somebody watches; called with what is done and how much there is."""
    with progress_bar() as bar:
        if bar is None:
            yield lambda _done, _total: None
            return
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
