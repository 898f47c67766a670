"""What a shipped scenario consists of: parameters with units and bounds, named policies, and how it is built."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rounds.errors import RoundsError, UnknownName
from rounds.sim.compare import Comparison, compare
from rounds.sim.model import Scenario


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


@dataclass(frozen=True)
class ScenarioSpec:
    """A scenario by name: `story` tells what happens and why, `build` makes it from the values of all parameters."""

    name: str
    summary: str
    story: str
    params: Mapping[str, Param]
    policies: Mapping[str, Callable[[], Any]]
    build: Callable[..., Scenario]

    def make(self, **values: float | str) -> Scenario:
        """The scenario with some parameters set; the others keep their defaults."""
        for name in values:
            if name not in self.params:
                raise UnknownName(f"parameter of {self.name}", name, list(self.params))
        return self.build(**{n: p.read(n, values.get(n, p.default)) for n, p in self.params.items()})

    def policy(self, name: str) -> Callable[[], Any]:
        """What makes the policy of that name for one client."""
        if name not in self.policies:
            raise UnknownName(f"policy for {self.name}", name, list(self.policies))
        return self.policies[name]

    def compare(self, *policies: str, seeds: tuple[int, ...] = (1,), **values: float | str) -> Comparison:
        """Compares the named policies, all where none is named, on the scenario with some parameters set."""
        chosen = {name: self.policy(name) for name in policies or self.policies}
        return compare(self.make(**values), chosen, seeds)
