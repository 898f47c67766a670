"""The scenarios by name: their parameters, their policies and what they say to a wrong name or value."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rounds.errors import RoundsError, UnknownName
from rounds.sim import ClientPolicy, Fault, Variant
from rounds.sim.scenarios import SCENARIOS, Param, scenario

STORM = SCENARIOS["retry-storm"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_built_and_told_about(name: str) -> None:
    spec = scenario(name)
    assert spec.name == name
    assert spec.summary.endswith(".")
    assert len(spec.story.split()) > 40
    assert spec.make() == spec.make()
    for key, param in spec.params.items():
        assert param.read(key, param.default) == param.default
        assert param.help
    for policy in map(spec.policy, spec.policies):
        if isinstance(policy, type) and issubclass(policy, ClientPolicy):
            assert policy() is not policy()
        else:
            assert isinstance(policy, Variant) or callable(policy)


def test_the_defaults_of_retry_storm_are_the_base_scenario() -> None:
    base = STORM.make()
    assert (base.loads[0].rate, base.topology.capacity, base.clients, base.timeout) == (80, 100, 10, 1)
    assert base.faults == (Fault(30, 40, "freeze"),)
    names = "none naive full-jitter retry-budget circuit-breaker adaptive-throttle"
    assert list(STORM.policies) == names.split()


def test_parameters_set_what_they_say_as_text_or_as_numbers() -> None:
    made = STORM.make(load="60", outage=5, workers="4", demand="0.05", timeout=0.5, clients="3", horizon=100)
    assert (made.loads[0].rate, made.topology.workers, made.topology.demand.mean) == (60, 4, 0.05)
    assert (made.timeout, made.clients, made.horizon) == (0.5, 3, 100)
    assert made.faults == (Fault(30, 35),)
    assert isinstance(made.topology.workers, int)


def test_an_outage_of_no_length_is_no_fault() -> None:
    assert STORM.make(outage=0).faults == ()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("many", "speed=many is not a number: give a whole number from 1 to 10 m/s."),
        ("0", "speed=0 is out of bounds: give a whole number from 1 to 10 m/s."),
        (11, "speed=11 is out of bounds"),
        ("nan", "speed=nan is out of bounds"),
        ("inf", "speed=inf is out of bounds"),
        ("2.5", "speed=2.5 is not whole: give a whole number from 1 to 10 m/s."),
    ],
)
def test_a_bad_value_is_refused_with_what_the_parameter_takes(value: Any, message: str) -> None:
    with pytest.raises(RoundsError) as error:
        Param(3, "m/s", 1, 10, "how fast", whole=True).read("speed", value)
    assert message in str(error.value)


def test_a_value_on_the_bound_is_within_it() -> None:
    param = Param(0.5, "", 0.0, 1.0, "a share")
    assert [param.read("share", value) for value in ("0", "1", 0.25)] == [0, 1, 0.25]
    with pytest.raises(RoundsError, match=r"share=2 is out of bounds: give a number from 0 to 1\."):
        param.read("share", 2)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: scenario("retry-strom"),
            "called 'retry-strom'. Did you mean 'retry-storm'? Known: ",
        ),
        (lambda: STORM.policy("niave"), "called 'niave'. Did you mean 'naive'? Known: none, naive, full-jitter"),
        (lambda: STORM.make(lod=80), "of retry-storm called 'lod'. Did you mean 'load'? Known: load, outage"),
        (lambda: STORM.compare("naive", "magic"), "policy for retry-storm called 'magic'. Known: none, naive"),
    ],
)
def test_an_unknown_name_lists_the_right_ones(ask: Any, message: str) -> None:
    with pytest.raises(UnknownName) as error:
        ask()
    assert message in str(error.value)


def test_compare_runs_the_named_policies_or_all() -> None:
    comparison = STORM.compare("naive", "retry-budget", seeds=(1,), load=20, outage=2, horizon=100)
    assert list(comparison.results) == ["naive", "retry-budget"]
    assert comparison.scenario.loads[0].rate == 20
    everyone = STORM.compare(load=5, outage=0, horizon=100)
    assert list(everyone.results) == list(STORM.policies)


@pytest.mark.slow
def test_simulate_prints_the_json_that_is_promised(tmp_path: Path) -> None:
    words = "retry-storm --policy naive --policy retry-budget --seed 1 --set load=80 --set outage=10 --json -"
    rounds = Path(sys.executable).with_name("rounds")
    command = [rounds, "simulate", *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["scenario"] == "retry-storm"
    assert list(printed["policies"]) == ["naive", "retry-budget"]
    for figures in printed["policies"].values():
        assert set(figures["availability"]) == {"before", "during", "after"}
        assert {"load_factor", "p50", "p99", "recovery_s"} <= set(figures)
    assert printed["policies"]["naive"]["recovery_s"] is None
    assert 30 < printed["policies"]["retry-budget"]["recovery_s"] < 60
    again = STORM.compare("naive", "retry-budget", seeds=(1,)).as_json()
    assert printed["policies"] == json.loads(json.dumps(again))
