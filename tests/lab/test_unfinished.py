"""`your_turn`: an unfinished notebook runs through, an unfinished answer passes no test."""

import pytest

from rounds import your_turn
from rounds.grading.kinds import answer_of

VARIABLES = ("ROUNDS_GRADING", "ROUNDS_JUDGING", "NBGRADER_EXECUTION")


def turn(error: Exception) -> None:
    with your_turn("retry-budget"):
        raise error


@pytest.fixture(autouse=True)
def _nobody_grades(monkeypatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_a_stub_says_not_done_yet(capsys) -> None:
    turn(NotImplementedError("not done yet"))
    assert capsys.readouterr().out == "retry-budget: not done yet\n"


def test_a_stub_that_the_kinds_have_called_says_the_same(capsys) -> None:
    def stub() -> None:
        raise NotImplementedError("not done yet")

    with your_turn("retry-budget"):
        answer_of(stub, name="stub")
    assert capsys.readouterr().out == "retry-budget: not done yet\n"
    with pytest.raises(AssertionError, match="is wrong"):
        turn(AssertionError("the answer is wrong"))


def test_everything_else_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        turn(ZeroDivisionError())


@pytest.mark.parametrize(
    "variables", [["NBGRADER_EXECUTION"], ["ROUNDS_GRADING", "ROUNDS_JUDGING", "NBGRADER_EXECUTION"]]
)
def test_nothing_is_swallowed_where_points_are_at_stake(monkeypatch, variables) -> None:
    for variable in variables:
        monkeypatch.setenv(variable, "1")
    with pytest.raises(NotImplementedError):
        turn(NotImplementedError("not done yet"))
    with pytest.raises(AssertionError):
        turn(AssertionError("stub is not done yet."))


def test_a_demonstration_in_a_graded_run_goes_through(monkeypatch, capsys) -> None:
    monkeypatch.setenv("ROUNDS_GRADING", "1")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    turn(NotImplementedError("not done yet"))
    assert "not done yet" in capsys.readouterr().out
