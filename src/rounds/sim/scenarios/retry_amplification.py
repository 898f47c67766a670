"""Every team adds two retries, and a dead service at the end is called 27 times for each request.

Users call a front, the front calls a middle, the middle calls a leaf. Each of the three callers tries up to three
times. A caller fails only when all its attempts have, so when the leaf always fails their attempts multiply: 3 x 3 x 3.
In calm nobody sees it. With failure=0.1 the same retries send 1.11 attempts and hide every failure, and each team's
tests show that its retries work. They would be right, if only one of them had them.

Retries belong in one place. In the layer next to the leaf alone they cost 3 x and hide nearly as much as all together;
those of the users alone cost 3 x at every depth. A retry budget of 10% in every layer keeps everything: it retries
while failures are few, and when all fail it sends 1.0 x once its reserve of ten tokens a client is spent.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rounds.sim.calls import with_call
from rounds.sim.client import NaiveRetry, NoRetry
from rounds.sim.compare import Comparison, Variant
from rounds.sim.demand import Demand
from rounds.sim.model import Fault, Scenario
from rounds.sim.policies import RetryBudget
from rounds.sim.result import Result
from rounds.sim.scenarios.columns import Column, study_in
from rounds.sim.scenarios.shares import available, times, told
from rounds.sim.scenarios.spec import Param, ScenarioSpec
from rounds.sim.topology import Dependency, Service

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rounds.sim.plots import Picture

BEGIN = 30.0  # when the leaf begins to fail, in seconds
MANY = 10_000  # workers of each service: nobody waits, so that attempts are all that there is to see
LAYERS = ("front", "middle", "leaf")
RETRIES = 2


def build(load: float, failure: float, work: float, outage: float, clients: int, horizon: float) -> Scenario:
    """The scenario from its parameters; a fault of no length is no fault."""
    front, middle, leaf = LAYERS
    service = Service(MANY, Demand(work, "constant"), name=leaf)
    for name in (middle, front):
        service = Service(MANY, Demand(work, "constant"), calls=(Dependency(service),), name=name)
    faults = (Fault(BEGIN, BEGIN + outage, "error", probability=failure, target=leaf),) if outage else ()
    return Scenario(load, service, faults, clients=clients, timeout=60.0, warm_up=5.0, horizon=horizon)


def retries() -> NaiveRetry:
    """Two retries at once."""
    return NaiveRetry(RETRIES)


def budget() -> RetryBudget:
    """The same, while a budget of 10% pays for them."""
    return RetryBudget(0.1, retry=retries())


def layered(users: Callable[[], Any], front: Callable[[], Any], middle: Callable[[], Any]) -> Variant:
    """A policy for each of the three callers, by who calls."""
    return Variant(users, lambda s: with_call(with_call(s, "middle", policy=front), "leaf", policy=middle))


def attempts(result: Result, layer: str, first: float, last: float) -> float:
    """Attempts at a layer for each request between two seconds; NaN where none came."""
    window = slice(round(first), round(last))
    came = result.series["arrivals"][window].sum()
    return float(result.services[layer]["attempts"][window].sum() / came) if came else float("nan")


def _in_fault(layer: str) -> Callable[[Result], float]:
    return lambda result: attempts(result, layer, *result.span("during"))


def _spent(result: Result) -> float:
    """Attempts at the leaf for each request in the second half of the fault: by then no reserve is left."""
    first, last = result.span("during")
    return attempts(result, "leaf", (first + last) / 2, last)


COLUMNS = (
    *(Column(layer, f"at the {layer}", _in_fault(layer), times) for layer in LAYERS),
    Column("leaf_second_half", "leaf, second half", _spent, times),
    available("before", "before", "before"),
    available("during", "leaf fails", "during"),
    available("after", "after", "after"),
)


def plot(comparison: Comparison) -> "Picture":
    """Attempts a second at each depth."""
    from rounds.sim.plots import BLUE, ORANGE, RED, log_scale
    from rounds.sim.scenarios.multiples import Row, plot_multiples

    colours = (BLUE, ORANGE, RED)

    def layers(axes: "Axes", run: Result) -> None:
        for layer, colour, width in zip(LAYERS, colours, (4.5, 3.0, 1.4), strict=True):  # all are seen where they agree
            axes.plot(run.services[layer]["attempts"], color=colour, lw=width)
        log_scale(axes)

    factors = {name: _in_fault("leaf")(comparison[name]) for name in comparison.results}
    worst = max(factors, key=factors.__getitem__)
    most = told(factors[worst], "{:.1f} times")
    return plot_multiples(
        comparison,
        (Row("attempts (1/s)", layers, tuple((f"at the {n}", c) for n, c in zip(LAYERS, colours, strict=True))),),
        {name: f"{name}: {told(factor, '{:.1f} ×')}" for name, factor in factors.items()},
        f"Retries multiply: the failing leaf is called {most} for each request ({worst})",
    )


RETRY_AMPLIFICATION = ScenarioSpec(
    name="retry-amplification",
    summary="Three layers with two retries each call a dead service 27 times for each request.",
    story=__doc__ or "",
    params={
        "load": Param(20, "requests/s", 1, 100, "requests that users make"),
        "failure": Param(1, "", 0, 1, "the share of the leaf's attempts that fail in the outage"),
        "work": Param(0.01, "s", 0.0001, 0.1, "the work of each service on an attempt"),
        "outage": Param(60, "s", 0, 60, "how long the leaf fails"),
        "clients": Param(10, "", 1, 1000, "clients of users, each with its own policy", whole=True),
        "horizon": Param(120, "s", 100, 600, "how long the run is"),
    },
    policies={
        "none": NoRetry,
        "users-only": layered(retries, NoRetry, NoRetry),
        "last-layer-only": layered(NoRetry, NoRetry, retries),
        "everywhere": layered(retries, retries, retries),
        "budget-everywhere": layered(budget, budget, budget),
    },
    build=build,
    study=study_in(COLUMNS, plot),
)
