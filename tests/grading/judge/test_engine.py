"""The engine with real processes: what each kind of answer earns and what its author reads."""

import time
from dataclasses import replace

import psutil
import pytest
from pieces import piece

from rounds.errors import RoundsError
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.judge.watch import processors
from rounds.grading.limits import Limits
from rounds.grading.slices import CodeCell, Script


def verdicts(engine, *words, **more):
    return [(verdict.points, verdict.message) for verdict in engine.run(piece(*words, **more)).verdicts]


def test_what_failing_tests_say(engine) -> None:
    answer = "def f(x):\n    return 10 / x\ndef g():\n    raise NotImplementedError('not done yet')"
    secret = "hidden_number = 4711"
    found = verdicts(
        engine,
        answer,
        f"{secret}\nassert f(2) == 5",
        f"{secret}\nassert f(2) == 4, 'f(2) is 4, not 5'",
        f"{secret}\nassert f(2) == 4",
        f"{secret}\nf(0)",
        f"{secret}\ng()",
        f"{secret}\nabsent(1)",
        f"{secret}\nf(1, 2, 3)",
    )
    assert found == [
        (2, ""),
        (0, "f(2) is 4, not 5"),
        (0, "This does not hold yet: property 3."),
        (0, "ZeroDivisionError: division by zero (in your `f`, line 2: `return 10 / x`)"),
        (0, "Not done yet."),
        (0, "NameError: name 'absent' is not defined. Define it in the answer's cell, and run that cell."),
        (
            0,
            "TypeError: f() takes 1 positional argument but 3 were given. The test met this while it used your answer.",
        ),
    ]
    assert "4711" not in str(found)


def test_a_cell_that_does_not_run_explains_the_tests_that_miss_its_names(engine) -> None:
    ((points, message),) = verdicts(engine, "def f(x)\n    return x", "assert f(1) == 1")
    assert points == 0
    assert message == (
        "Your cell stopped with SyntaxError: expected ':' (line 1). This test needs what it was to define."
    )


def test_an_endless_cell_is_stopped_and_the_rest_goes_on(engine) -> None:
    engine.limits = Limits(cell_seconds=1)
    began = time.monotonic()
    outcome = engine.run(piece("def f():\n    while True: pass", "f()", "assert True"))
    assert [verdict.points for verdict in outcome.verdicts] == [0, 2]
    assert "Stopped after 1 s" in outcome.verdicts[0].message
    assert time.monotonic() - began < 10


def test_a_slice_that_uses_up_its_time_says_so(engine) -> None:
    engine.limits = Limits(cell_seconds=1, slice_seconds=1)
    found = verdicts(engine, "import time\ntime.sleep(30)", "assert True")
    assert found == [(0, "Not run: the exercise as a whole had used its 1 s.")]


@pytest.mark.parametrize("end", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)"])
def test_a_process_that_ends_itself_earns_nothing(engine, end) -> None:
    found = verdicts(engine, end, "assert True", "assert True")
    assert [points for points, _ in found] == [0, 0]
    assert all("Python itself ended while it ran" in message for _, message in found)


def test_no_process_is_left_behind(engine) -> None:
    verdicts(engine, "", "assert True")
    before = set(psutil.Process().children(recursive=True))
    verdicts(engine, "import subprocess\nsubprocess.Popen(['sleep', '60'])", "assert True")
    more = set(psutil.Process().children(recursive=True)) - before
    assert not psutil.wait_procs(more, timeout=2)[1]


def test_points_are_all_unless_the_last_line_is_a_number(engine) -> None:
    lines = ["0.5", "print('half of it')\n1", "None", "True", "import numpy as np\nnp.float64(1.5)", "np.int64(2)"]
    assert verdicts(engine, "", *lines, "import sys; print('!', file=sys.stderr)") == [
        (0.5, "0.5 of 2 points."),
        (1, "half of it"),
        (2, ""),
        (2, ""),
        (1.5, "1.5 of 2 points."),
        (2, ""),
        (2, ""),
    ]


@pytest.mark.parametrize("line", ["3", "-1", "float('nan')", "1e300", "'2'", "[2]", "f", "f()"])
def test_a_last_line_that_is_neither_points_nor_nothing_earns_nothing_and_a_flag(engine, line) -> None:
    (verdict,) = engine.run(piece("def f():\n    return 'all of them'", line)).verdicts
    assert verdict.points == 0
    assert verdict.message.startswith("The test itself is at fault: it awarded")
    assert verdict.flag == verdict.message


def test_the_references_are_withheld_from_learners_and_not_from_tests(engine) -> None:
    ways = [
        "from rounds.sim.policies import RetryBudget as stolen",
        "import rounds.sim.policies\nstolen = rounds.sim.policies.RetryBudget",
        "import importlib\nstolen = importlib.import_module('rounds.sim.policies').RetryBudget",
        "import sys\nstolen = sys.modules['rounds.sim.policies'].RetryBudget",
        "import rounds.sim as s\nstolen = s.policies.RetryBudget",
        "from rounds.sim.scenarios.retry_storm import RetryBudget as stolen",
        "def late():\n    from rounds.sim.policies import RetryBudget\n    return RetryBudget",
        "def has_stolen():\n    return 'stolen' in globals()",
    ]
    tests = [
        "assert has_stolen() is False, 'stolen'",
        "from rounds.sim.policies import RetryBudget\nassert RetryBudget().ratio > 0",
        "late()",
    ]
    found = verdicts(engine, ways, *tests, setup="from rounds.sim import Scenario")
    assert found[:2] == [(2, ""), (2, "")]
    assert found[2][0] == 0
    assert "rounds.sim.policies is withheld from graded answers: write your own. (in your `late`" in found[2][1]


def test_tests_leave_no_trace_in_the_history(engine) -> None:
    answer = "def f():\n    return len(In)"
    assert verdicts(engine, answer, "before = f()", "assert f() == before, 'In has grown'")[1] == (2, "")


def test_outputs_of_the_learners_cells_come_back(engine) -> None:
    outcome = engine.run(piece(["print('a')\nprint('b')", "1 + 1", "1 / 0"], "assert True"))
    assert outcome.outputs[1] == [{"output_type": "stream", "name": "stdout", "text": "a\nb\n"}]
    assert outcome.outputs[2][0]["data"]["text/plain"] == "2"
    assert outcome.outputs[3][0]["ename"] == "ZeroDivisionError"


def test_a_flood_of_output_is_cut(engine) -> None:
    outcome = engine.run(piece("for _ in range(300): print('x' * 10_000)", "assert True"))
    assert sum(len(output["text"]) for output in outcome.outputs[1]) < 1_100_000
    assert "is cut" in outcome.outputs[1][-1]["text"]
    assert outcome.verdicts[0].passed


def test_answers_have_their_files_and_tests_the_courses_salt(engine) -> None:
    answer = "import os\ndef f():\n    return open('deep/data.txt').read(), os.environ.get('ROUNDS_SALT')"
    tests = ["assert f() == ('42', None)", "import os\nassert os.environ['ROUNDS_SALT'] == 'pepper'"]
    assert verdicts(engine, answer, *tests, files={"deep/data.txt": b"42"}, salt="pepper") == [(2, ""), (2, "")]


def test_input_does_not_hang(engine) -> None:
    ((points, message),) = verdicts(engine, "def f():\n    return input()", "f()")
    assert points == 0
    assert "StdinNotImplementedError" in message


def test_our_own_setup_must_run(engine) -> None:
    with pytest.raises(RoundsError, match="The setup of f does not run: ZeroDivisionError"):
        engine.run(piece("", "assert True", setup="1 / 0"))


def test_the_users_own_ipython_settings_have_no_say(engine, tmp_path, monkeypatch) -> None:
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("started = True")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    assert verdicts(engine, "def f():\n    return 'started' in globals()", "assert f() is False") == [(2, "")]


def test_where_nobody_looks_no_picture_is_drawn_and_the_verdict_is_the_same(engine) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.gcf()\nf = len(plt.get_fignums())\nprint(f)"
    seen, unseen = (engine.run(replace(piece(plot, "assert f == 1"), shown=shown)) for shown in (True, False))
    assert seen.verdicts[0].points == unseen.verdicts[0].points == 2
    kinds = [{kind for output in found.outputs[1] for kind in output.get("data", {})} for found in (seen, unseen)]
    assert kinds == [{"text/plain", "image/png"}, {"text/plain"}]
    assert all(found.outputs[1][0]["text"] == "1\n" for found in (seen, unseen))


def test_setups_imports_of_ours_are_there_before_it_runs_and_those_of_an_answer_go_with_it(engine) -> None:
    setup = "import sys\nwarm = 'rounds.worlds.rooms' in sys.modules\nfrom rounds.worlds import rooms\n"
    answer = "kept = 'rounds.worlds.teams' in sys.modules\nfrom rounds.worlds import teams\ndef f(): return warm, kept"
    with pytest.raises(RoundsError, match="nothing_of_the_kind"):
        engine.run(piece(answer, "f()", setup=f"{setup}from rounds import nothing_of_the_kind"))
    for _ in range(3):
        assert verdicts(engine, answer, "assert f() == (True, False)", setup=setup) == [(2, "")]


def test_engines_do_not_all_begin_with_the_same_core() -> None:
    first = set()
    for _ in range(100):
        engine = JudgeEngine(workers=1)
        first.update(engine.cores[:1])
        engine.stop()
    assert len(first) > 1 or len(processors()) < 2


def test_no_descriptor_is_left_behind() -> None:
    before = psutil.Process().num_fds()
    for _ in range(2):
        engine = JudgeEngine(workers=1)
        verdicts(engine, "f = 1", "assert f")
        engine.stop()
        assert psutil.Process().num_fds() <= before


def test_a_whole_notebook_runs_tests_included_as_nbgrader_runs_it(engine) -> None:
    cells = ["x = 2", "assert x == 3, 'no'", "import sys\nprint('careful', file=sys.stderr)", "0.5"]
    played = engine.play(Script(tuple(CodeCell(number, source) for number, source in enumerate(cells))))
    assert played.ended == ""
    assert played.outputs[0] == []
    assert played.outputs[1][0]["evalue"] == "no"
    assert played.outputs[2] == [{"output_type": "stream", "name": "stderr", "text": "careful\n"}]
    assert played.outputs[3][0]["data"] == {"text/plain": "0.5"}


def test_a_whole_notebook_goes_on_after_a_cell_that_never_ends_and_says_so(engine) -> None:
    engine.limits = Limits(cell_seconds=0.3)
    played = engine.play(Script((CodeCell(0, "while True: pass"), CodeCell(1, "1 + 1"))))
    assert played.ended.startswith("Stopped after 0.3 s")
    assert played.outputs[1][0]["data"] == {"text/plain": "2"}


def test_setup_runs_on_both_sides_and_its_records_are_plain_data(engine) -> None:
    setup = "from dataclasses import dataclass\n@dataclass\nclass Job:\n    name: str\n    size: int = 1"
    answer = "def largest(jobs):\n    return max(jobs, key=lambda job: job.size)"
    test = "assert largest([Job('a', 1), Job('b', 3)]) == Job('b', 3)"
    assert verdicts(engine, answer, test, setup=setup) == [(2, "")]
