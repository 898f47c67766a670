"""Every parameter takes its bounds and refuses what lies beyond; every variant can be made of either."""

import pytest

from rounds.errors import RoundsError
from rounds.sim import Scenario, Variant
from rounds.sim.scenarios import SCENARIOS

NAMES = ("overload", "adaptive-limits", "cache-stampede", "cold-cache", "prioritised-shedding")
PARAMETERS = [(name, parameter) for name in NAMES for parameter in SCENARIOS[name].params]


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_bounds_make_a_scenario_for_every_variant_and_what_lies_beyond_is_refused(name: str, parameter: str) -> None:
    spec = SCENARIOS[name]
    param = spec.params[parameter]
    for value in (param.low, param.high):
        made = spec.make(**{parameter: value})
        assert isinstance(made, Scenario)
        for variant in spec.policies.values():
            assert isinstance(variant, Variant)
            assert isinstance(variant.change(made), Scenario)
    for value in (param.low - 1, param.high + 1):
        with pytest.raises(RoundsError, match=f"{parameter}=.* is out of bounds"):
            spec.make(**{parameter: value})


@pytest.mark.parametrize("name", NAMES)
def test_variants_differ_from_one_another(name: str) -> None:
    spec = SCENARIOS[name]
    made = spec.make()
    met = [(variant.policy, repr(variant.change(made))) for variant in spec.policies.values()]
    assert len(set(met)) == len(spec.policies)
