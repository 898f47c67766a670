import random

import pytest

from rounds.worlds.references.spans import CORRECT, EDGES, GROSS, OVERLAPS, Span


def covered(spans: list[Span]) -> set[int]:
    return {instant for start, end in spans for instant in range(start, end)}


def drawn(rng: random.Random) -> list[Span]:
    starts = [rng.randrange(-5, 12) for _ in range(rng.randrange(7))]
    return [(start, start + rng.randrange(7)) for start in starts]


@pytest.mark.parametrize("merger", CORRECT)
def test_a_correct_merger_covers_the_same_time_with_the_fewest_spans(merger):
    rng = random.Random(1)
    for _ in range(2_000):
        spans = drawn(rng)
        given, right = list(spans), covered(spans)
        merged = merger().merge(given)
        assert covered(merged) == right
        assert len(merged) == sum(instant - 1 not in right for instant in right)
        assert given == spans


@pytest.mark.parametrize("merger", CORRECT)
def test_a_correct_merger_refuses_a_span_that_runs_backwards_wherever_it_stands(merger):
    for spans in ([(5, 2)], [(0, 10), (5, 2)], [(5, 2), (0, 10)]):
        with pytest.raises(ValueError, match=r"\d"):
            merger().merge(spans)


def test_correct_mergers_differ_in_the_order_of_the_answer():
    assert len({tuple(merger().merge([(0, 1), (5, 9), (2, 4)])) for merger in CORRECT}) > 1


WITNESSES = {
    "_AsGiven": [(1, 4), (3, 6)],
    "_Envelope": [(1, 3), (5, 6)],
    "_LosesTheLast": [(1, 3)],
    "_TakesBackwards": [(5, 2)],
    "_Unsorted": [(5, 6), (1, 3)],
    "_EndOfTheLater": [(1, 9), (2, 3)],
    "_TouchingApart": [(1, 3), (3, 5)],
    "_ByStart": [(1, 2), (1, 5)],
    "_EndBefore": [(0, 10), (1, 2), (5, 6)],
    "_NextToIsTouching": [(1, 3), (4, 5)],
    "_NothingToMerge": [],
    "_KeepsEmpty": [(4, 4)],
    "_ZeroIsNothing": [(0, 3)],
    "_BeforeZero": [(-7, -2)],
    "_ChecksWhatComesOut": [(0, 10), (5, 2)],
    "_Floats": [(2**60 + 1, 2**60 + 2)],
    "_Recursive": [(2 * i, 2 * i + 1) for i in range(2_000)],
}


@pytest.mark.parametrize("merger", [*GROSS.values(), *OVERLAPS.values(), *EDGES.values()])
def test_a_buggy_merger_shows_its_bug(merger):
    right, wrong = CORRECT[0](), merger()
    if merger.__name__ == "_SortsWhatItIsGiven":
        given = [(5, 6), (1, 3)]
        wrong.merge(given)
        assert given != [(5, 6), (1, 3)]
    elif merger.__name__ == "_KeepsTheLastCall":
        wrong.merge([(1, 2)])
        assert wrong.merge([(5, 6)]) != [(5, 6)]
    else:
        spans = WITNESSES[merger.__name__]
        assert answer(wrong, spans) != answer(right, spans)


def answer(merger, spans):
    try:
        return merger.merge(list(spans))
    except (ValueError, IndexError, RecursionError) as error:
        return type(error).__name__
