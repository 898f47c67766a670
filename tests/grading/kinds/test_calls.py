"""Calls of learner code: refusals by name, stubs, counting."""

import pytest

from rounds.grading.kinds import AuthoringError, answer_of, counted, refuses


class QueueFullError(ValueError):
    pass


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("error", ["ValueError", ValueError, "QueueFullError", "Exception"])
def test_a_refusal_is_matched_by_the_name_of_its_type_or_of_a_base(error: str | type[BaseException]) -> None:
    refuses(lambda: _raise(QueueFullError("full")), (), error)


def test_an_exception_brought_over_by_the_judge_is_matched_by_the_names_it_carries() -> None:
    class FromLearner(Exception):  # noqa: N818
        type_names = ("QueueFullError", "ValueError", "Exception")

    refuses(lambda: _raise(FromLearner("QueueFullError: full")), (), "QueueFullError")
    with pytest.raises(AssertionError) as failure:
        refuses(lambda: _raise(FromLearner("QueueFullError: full")), (), "KeyError", name="push", why="Because.")
    assert str(failure.value) == "push() raised QueueFullError: full; it should refuse with KeyError.\nBecause."


def test_an_answer_where_a_refusal_is_due_fails() -> None:
    with pytest.raises(AssertionError, match=r"half\(3\) returned 1; it should refuse with ValueError"):
        refuses(lambda n: n // 2, (3,), name="half")


def test_a_stub_is_not_done_yet_rather_than_wrong() -> None:
    with pytest.raises(AssertionError, match=r"^half is not done yet\.$"):
        answer_of(lambda _: _raise(NotImplementedError("not done yet")), 3, name="half")
    with pytest.raises(AssertionError, match=r"^half is not done yet\.$"):
        refuses(lambda _: _raise(NotImplementedError), (3,), name="half")


def test_a_crash_shows_the_call_and_the_exception() -> None:
    with pytest.raises(AssertionError, match=r"half\('a'\) raised TypeError: no; it should have returned an answer"):
        answer_of(lambda _: _raise(TypeError("no")), "a", name="half")


def test_operations_are_counted_by_name_and_refused_past_the_limit() -> None:
    items = counted([5, 6, 7, 6], ("index", "count"), name="the list", limit=3)
    assert (items.index(6), items.count(6), items.count(9)) == (1, 2, 0)
    items.at_most(3, "Looking")
    with pytest.raises(RuntimeError, match="more than 3 operations on the list"):
        items.count(5)
    assert items.total == 4
    with pytest.raises(
        AssertionError, match=r"Looking took 4 operations on the list \(3 x count, 1 x index\); at most 3"
    ):
        items.at_most(3, "Looking")


def test_only_plain_method_names_can_travel() -> None:
    with pytest.raises(AuthoringError, match="__len__"):
        counted([], ("__len__",))
