"""The kinds of exercise that hidden tests use; `docs/authoring-kinds.md` shows each at work.

ORACLE compares with a reference, SIM plays a policy in the failure lab, TEST judges tests, FIND counts planted faults,
ASK prices questions, EST scores intervals and probabilities, OPT measures regret against an optimum. All that comes
back from learner code is taken as plain data first; all that a learner reads is the message of an AssertionError.
"""

from rounds.grading.kinds.ask import Ask, Question, World
from rounds.grading.kinds.calls import Exported, Raised, answer_of, attempt, outcome_of, refuses
from rounds.grading.kinds.counted import counted
from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.estimate import Forecasts, Intervals, interval_score
from rounds.grading.kinds.find import Findings
from rounds.grading.kinds.inquiry import Asked, Inquiries
from rounds.grading.kinds.measure import Measure, award, outside
from rounds.grading.kinds.observation import observe
from rounds.grading.kinds.once import once
from rounds.grading.kinds.optimum import Choices, Problem
from rounds.grading.kinds.oracle import Oracle
from rounds.grading.kinds.plain import close, finite, finite_array, plain
from rounds.grading.kinds.regret import Played, Regrets
from rounds.grading.kinds.script import Script
from rounds.grading.kinds.shrink import fewer_steps, smaller
from rounds.grading.kinds.suite import Kills, Suite
from rounds.grading.kinds.text import called, describe, show
from rounds.grading.kinds.trials import Trials
from rounds.grading.kinds.written import written

__all__ = [
    "Ask",
    "Asked",
    "AuthoringError",
    "Choices",
    "Exported",
    "Findings",
    "Forecasts",
    "Inquiries",
    "Intervals",
    "Kills",
    "Measure",
    "Oracle",
    "Played",
    "Problem",
    "Question",
    "Raised",
    "Regrets",
    "Script",
    "Suite",
    "Trials",
    "World",
    "answer_of",
    "attempt",
    "award",
    "called",
    "close",
    "counted",
    "describe",
    "fewer_steps",
    "finite",
    "finite_array",
    "interval_score",
    "observe",
    "once",
    "outcome_of",
    "outside",
    "plain",
    "refuses",
    "show",
    "smaller",
    "written",
]
