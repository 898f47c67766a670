"""What a shipped scenario consists of: parameters with units and bounds, named policies, and how it is built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rounds.errors import RoundsError, UnknownName
from rounds.sim.compare import compare

if TYPE_CHECKING:
    from rounds.sim.plots import Picture


@dataclass(frozen=True)
class Param:
    """A knob: its default, unit and inclusive bounds, and one line of help. `whole` numbers stay whole."""

    default: float
    unit: str
    low: float
    high: float
    help: str
    whole: bool = False

    def read(self, name: str, value: float | str) -> float:
        """A value as a number within bounds, or a `RoundsError` that says what the knob takes."""
        wanted = (
            f"{'a whole number' if self.whole else 'a number'} from {self.low:g} to {self.high:g} {self.unit}".strip()
        )
        try:
            number = float(value)
        except ValueError:
            raise RoundsError(f"{name}={value} is not a number: give {wanted}.") from None
        if not self.low <= number <= self.high:
            raise RoundsError(f"{name}={value} is out of bounds: give {wanted}.")
        if self.whole and number != int(number):
            raise RoundsError(f"{name}={value} is not whole: give {wanted}.")
        return int(number) if self.whole else number


class Study(Protocol):
    """What came of several policies in one scenario: to be printed, written and drawn."""

    def as_json(self) -> dict[str, Any]:
        """Plain data for each policy, by its name; None stands for NaN and for never."""
        ...

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings, and a row of texts for each policy: its name first."""
        ...

    def plot(self) -> "Picture":
        """A picture that shows the difference."""
        ...


@dataclass(frozen=True)
class ScenarioSpec:
    """A scenario by name: `story` tells what happens and why.

    `build` makes what is simulated from the values of all parameters. `study(built, policies, seeds)` puts the named
    policies into it; `compare` does for a `Scenario`.
    """

    name: str
    summary: str
    story: str
    params: Mapping[str, Param]
    policies: Mapping[str, Any]
    build: Callable[..., Any]
    study: Callable[[Any, Mapping[str, Any], tuple[int, ...]], Study] = compare

    def make(self, **values: float | str) -> Any:
        """What is simulated, with some parameters set; the others keep their defaults."""
        for name in values:
            if name not in self.params:
                raise UnknownName(f"parameter of {self.name}", name, list(self.params))
        return self.build(**{n: p.read(n, values.get(n, p.default)) for n, p in self.params.items()})

    def policy(self, name: str) -> Any:
        """The policy of that name: mostly what makes one client's, or a `Variant`."""
        if name not in self.policies:
            raise UnknownName(f"policy for {self.name}", name, list(self.policies))
        return self.policies[name]

    def compare(self, *policies: str, seeds: tuple[int, ...] = (1,), **values: float | str) -> Study:
        """Compares the named policies, all where none is named, on the scenario with some parameters set."""
        chosen = {name: self.policy(name) for name in policies or self.policies}
        return self.study(self.make(**values), chosen, seeds)
