"""Planted faults are counted exactly and told coarsely."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.grading.kinds import AuthoringError, Findings

ITEMS = list(range(20))


def _findings(planted: Any, answer: object, among: Any = ITEMS) -> Findings:
    findings = Findings("faults")
    findings.add(planted, answer, among)
    return findings


def _message(findings: Findings, precision: float = 0.9, recall: float = 0.9) -> str:
    with pytest.raises(AssertionError) as failure:
        findings.meets(precision, recall)
    return str(failure.value)


@given(st.sets(st.sampled_from(ITEMS), min_size=1), st.sets(st.sampled_from(ITEMS)))
def test_precision_recall_and_f1_are_those_of_the_textbook(planted: set[int], answer: set[int]) -> None:
    findings = _findings(planted, sorted(answer))
    hits = len(planted & answer)
    assert findings.precision == (hits / len(answer) if answer else 0.0)
    assert findings.recall == hits / len(planted)
    expected = 2 * hits / (len(planted) + len(answer))
    assert findings.f1 == expected
    assert findings.f1s == [expected]


def test_worlds_are_pooled() -> None:
    findings = _findings({1, 2}, {1, 2})
    findings.add({3}, set(), ITEMS)
    findings.add(set(), [], ITEMS)
    assert (findings.precision, findings.recall, findings.f1s) == (1.0, 2 / 3, [1.0, 0.0, 1.0])


def test_with_labels_an_item_counts_only_with_the_right_one() -> None:
    findings = _findings({"r1": "noise", "r2": "trigger"}, {"r1": "noise", "r2": "noise"}, ["r1", "r2", "r3"])
    assert (findings.hits, findings.flagged) == (1, 2)


@given(st.sets(st.sampled_from(ITEMS), min_size=5, max_size=5), st.sets(st.sampled_from(ITEMS), max_size=20))
def test_a_message_holds_no_figure_and_no_item(planted: set[int], answer: set[int]) -> None:
    findings = _findings(planted, answer)
    if findings.precision >= 0.9 and findings.recall >= 0.9:
        return
    assert not any(character.isdigit() for character in _message(findings))


@given(st.sets(st.sampled_from(ITEMS), max_size=4))
def test_an_answer_too_short_to_pass_is_told_the_same_right_or_wrong(answer: set[int]) -> None:
    assert _message(_findings({0, 1, 2, 3, 4, 5}, answer)).startswith("You flag too few")


def test_flagging_everything_or_nothing_fails_both_ways() -> None:
    assert _message(_findings({1, 2}, ITEMS)).startswith("You flag too many")
    assert _message(_findings({1, 2}, [])).startswith("You flag too few")
    assert _findings({1, 2}, []).says == "You flag nothing, so no faults are found."


@pytest.mark.parametrize(
    "answer", [None, 3, "ab", [1.5], [True], [[1]], {1: 2}, object(), [99], ["r"], list(range(1000))]
)
def test_what_is_not_a_list_of_known_items_is_refused(answer: object) -> None:
    with pytest.raises(AssertionError, match="your detector"):
        _findings({1}, answer)


def test_labels_that_are_not_plain_are_refused() -> None:
    with pytest.raises(AssertionError, match="number or string for each item"):
        _findings({1: "noise"}, {1: ["noise"]})


def test_nothing_planted_is_nothing_to_judge() -> None:
    with pytest.raises(AuthoringError, match="nothing to judge"):
        _findings(set(), []).meets(0.5, 0.5)
    with pytest.raises(AuthoringError, match="not among the known"):
        _findings({99}, [])
