"""The failure lab: a simulator of services, their clients, and what happens to both when something breaks.

    from rounds.sim import Fault, NaiveRetry, NoRetry, Scenario, compare
    storm = Scenario(load=80, faults=(Fault(30, 40),), horizon=120)
    compare(storm, {"no retry": NoRetry, "3 retries": NaiveRetry}).plot()

All times are in seconds, all rates in requests a second. `rounds.sim.policies` has the reference policies,
`rounds.sim.theory` what queueing theory expects, `rounds.sim.scenarios` the scenarios by name.
"""

from rounds.sim.admission import Admission, View
from rounds.sim.caller import PolicyError
from rounds.sim.calls import with_call
from rounds.sim.client import Call, ClientPolicy, NaiveRetry, NoRetry, Outcome
from rounds.sim.compare import Comparison, Variant, compare
from rounds.sim.demand import Demand, ScenarioError
from rounds.sim.load import Load
from rounds.sim.model import Fault, Scenario
from rounds.sim.result import Result
from rounds.sim.run import run
from rounds.sim.topology import Cache, Dependency, Fleet, Service

__all__ = [
    "Admission",
    "Cache",
    "Call",
    "ClientPolicy",
    "Comparison",
    "Demand",
    "Dependency",
    "Fault",
    "Fleet",
    "Load",
    "NaiveRetry",
    "NoRetry",
    "Outcome",
    "PolicyError",
    "Result",
    "Scenario",
    "ScenarioError",
    "Service",
    "Variant",
    "View",
    "compare",
    "run",
    "with_call",
]
