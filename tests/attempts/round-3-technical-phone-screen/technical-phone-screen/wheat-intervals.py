# %% right: a table of examples
EXAMPLES = {
    "overlap": ([(1, 4), (3, 6)], [(1, 6)]),
    "apart, unsorted": ([(20, 21), (5, 7), (1, 2)], [(1, 2), (5, 7), (20, 21)]),
    "close": ([(1, 3), (4, 5)], [(1, 3), (4, 5)]),
    "touching": ([(3, 5), (1, 3)], [(1, 5)]),
    "nested, over a third": ([(0, 100), (10, 20), (50, 60)], [(0, 100)]),
    "same start": ([(1, 9), (1, 4), (1, 6)], [(1, 9)]),
    "zero and below": ([(0, 2), (-9, -5)], [(-9, -5), (0, 2)]),
    "empty spans": ([(7, 7), (1, 2)], [(1, 2)]),
    "nothing": ([], []),
}


def example(spans, expected):
    return lambda make: require(sorted(make().merge(spans)) == expected)


def require(truth):
    if not truth:
        raise ValueError("no")


def spans_stay(make):
    bench = make()
    bench.merge([(9, 10), (1, 2)])
    require(bench.given() == [(9, 10), (1, 2)])
    today = [(1_700_000_000_000_000_001, 1_700_000_000_000_000_002)]
    require(bench.merge(today) == today)


def spans_backwards(make):
    require(refused(make().merge, [(0, 10), (1, 20), (6, 3)]))


def spans_many(make):
    require(len(make().merge([(3 * i, 3 * i + 1) for i in range(1_500)])) == 1_500)


span_tests = {name: example(*case) for name, case in EXAMPLES.items()}
span_tests |= {"stay": spans_stay, "backwards": spans_backwards, "many": spans_many}


# %% right: a slow reference on lists drawn from a seed, and the edges by hand
import random


def covered(spans):
    return {instant for start, end in spans for instant in range(start, end)}


def lists(seed, count, low):
    rng = random.Random(seed)
    for _ in range(count):
        yield [(start, start + rng.randrange(8)) for start in (rng.randrange(low, 15) for _ in range(rng.randrange(5)))]


def agrees(seed, low):
    def test(make):
        bench = make()
        for spans in lists(seed, 11, low):
            merged, right = bench.merge(spans), covered(spans)
            assert covered(merged) == right
            assert 2 * len(merged) == len({instant for span in merged for instant in span})
            assert len(merged) == sum(instant - 1 not in right for instant in right)

    return test


def edges(make):
    now = 2**60 + 1
    bench = make()
    assert bench.merge([(now, now + 2)]) == [(now, now + 2)]
    bench.merge([(3, 4), (1, 2)])
    assert bench.given() == [(3, 4), (1, 2)]
    assert refused(bench.merge, [(-5, 10), (5, 2)])
    assert bench.merge([(i, i + 1) for i in range(2_000)]) == [(0, 2_000)]
    assert sorted(bench.merge([(0, 10), (1, 2), (5, 6), (11, 12)])) == [(0, 10), (11, 12)]
    assert bench.merge([(1, 5), (1, 2)]) == [(1, 5)]


span_tests = [edges, *(agrees(seed, -10 * (seed % 2)) for seed in range(8))]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, checks nothing
# loses: all
span_tests = [lambda make: make().merge([(1, 4), (3, 6)])]


# %% wrong: lazy, always objects
# loses: all
span_tests = [lambda make: refused(make().merge, [(1, 2)]) or 1 / 0]


# %% wrong: thirteen tests
# loses: all
def spans_overlap(make):
    assert sorted(make().merge([(1, 4), (3, 6)])) == [(1, 6)]


span_tests = [spans_overlap] * 13


# %% wrong: lazy, the three examples that one tries at once
# loses: wheat-intervals-overlaps, wheat-intervals-edges
def spans_that_overlap(make):
    assert sorted(make().merge([(1, 4), (3, 6)])) == [(1, 6)]


def spans_apart(make):
    assert sorted(make().merge([(1, 3), (5, 6)])) == [(1, 3), (5, 6)]


def spans_backwards(make):
    assert refused(make().merge, [(5, 2)])


span_tests = [spans_that_overlap, spans_apart, spans_backwards]


# %% wrong: pairs only, never three
# loses: wheat-intervals-overlaps
def spans_in_pairs(make):
    bench = make()
    for second, merged in {
        (5, 8): [(2, 8)],
        (6, 8): [(2, 8)],
        (7, 8): [(2, 6), (7, 8)],
        (3, 4): [(2, 6)],
        (2, 4): [(2, 6)],
        (2, 9): [(2, 9)],
    }.items():
        assert sorted(bench.merge([second, (2, 6)])) == merged


def spans_at_edges(make):
    now = 1_800_000_000_000_000_000
    assert make().merge([]) == make().merge([(4, 4)]) == []
    assert sorted(make().merge([(-7, -2), (0, 3)])) == [(-7, -2), (0, 3)]
    assert make().merge([(now, now + 1)]) == [(now, now + 1)]
    assert refused(make().merge, [(0, 10), (5, 2)])


def spans_of_two_calls(make):
    bench = make()
    bench.merge([(5, 6), (1, 3)])
    assert bench.given() == [(5, 6), (1, 3)]
    assert bench.merge([(8, 9)]) == [(8, 9)]
    assert len(bench.merge([(10 * i, 10 * i + 5) for i in range(2_000)])) == 2_000


span_tests = [spans_in_pairs, spans_at_edges, spans_of_two_calls]


# %% wrong: random lists alone
# loses: wheat-intervals-edges
import random


def covered(spans):
    return {instant for start, end in spans for instant in range(start, end)}


def agrees(seed):
    def test(make):
        bench, rng = make(), random.Random(seed)
        for _ in range(11):
            starts = [rng.randrange(1, 20) for _ in range(rng.randrange(1, 6))]
            spans = [(start, start + rng.randrange(1, 8)) for start in starts]
            merged, right = bench.merge(spans), covered(spans)
            assert covered(merged) == right
            assert len(merged) == sum(instant - 1 not in right for instant in right)

    return test


span_tests = [agrees(seed) for seed in range(11)] + [lambda make: refused(make().merge, [(5, 2)]) or 1 / 0]


# %% wrong: instants of today are far from 0, but not odd enough for a float to miss
# loses: wheat-intervals-edges
def spans_to_each_other(make):
    bench = make()
    assert bench.merge([(3, 6), (1, 4)]) == [(1, 6)]
    assert bench.merge([(1, 3), (3, 5)]) == [(1, 5)]
    assert sorted(bench.merge([(1, 3), (4, 5)])) == [(1, 3), (4, 5)]
    assert bench.merge([(1, 2), (1, 5)]) == [(1, 5)]
    assert bench.merge([(0, 10), (1, 2), (5, 6)]) == [(0, 10)]


def spans_at_edges(make):
    now = 2**60
    assert make().merge([]) == make().merge([(4, 4)]) == []
    assert sorted(make().merge([(-7, -2), (0, 3)])) == [(-7, -2), (0, 3)]
    assert make().merge([(now, now + 2**30)]) == [(now, now + 2**30)]
    assert refused(make().merge, [(0, 10), (5, 2)])
    assert refused(make().merge, [(5, 2)])


def spans_of_two_calls(make):
    bench = make()
    bench.merge([(5, 6), (1, 3)])
    assert bench.given() == [(5, 6), (1, 3)]
    assert bench.merge([(8, 9)]) == [(8, 9)]
    assert len(bench.merge([(10 * i, 10 * i + 5) for i in range(2_000)])) == 2_000


span_tests = [spans_to_each_other, spans_at_edges, spans_of_two_calls]


# %% wrong: asks for the order of the answer
# loses: all
def spans_in_order(make):
    assert make().merge([(5, 6), (1, 3)]) == [(1, 3), (5, 6)]


def spans_to_each_other(make):
    bench = make()
    assert bench.merge([(3, 6), (1, 4)]) == [(1, 6)]
    assert bench.merge([(1, 3), (4, 5)]) == [(1, 3), (4, 5)]


span_tests = [spans_in_order, spans_to_each_other]


# %% wrong: asks what the error says
# loses: wheat-intervals-accepts
def spans_to_each_other(make):
    bench = make()
    assert bench.merge([(3, 6), (1, 4)]) == [(1, 6)]
    assert bench.merge([(1, 3), (3, 5)]) == [(1, 5)]
    assert sorted(bench.merge([(1, 3), (4, 5)])) == [(1, 3), (4, 5)]
    assert bench.merge([(1, 2), (1, 5)]) == [(1, 5)]
    assert bench.merge([(0, 10), (1, 2), (5, 6)]) == [(0, 10)]


def spans_at_edges(make):
    now = 1_800_000_000_000_000_000
    assert make().merge([]) == make().merge([(4, 4)]) == []
    assert sorted(make().merge([(-7, -2), (0, 3)])) == [(-7, -2), (0, 3)]
    assert make().merge([(now, now + 1)]) == [(now, now + 1)]
    assert refused(make().merge, [(0, 10), (5, 2)])


def spans_backwards(make):
    try:
        make().merge([(5, 2)])
    except ValueError as error:
        assert "backwards" in str(error)
    else:
        raise AssertionError


def spans_of_two_calls(make):
    bench = make()
    bench.merge([(5, 6), (1, 3)])
    assert bench.given() == [(5, 6), (1, 3)]
    assert bench.merge([(8, 9)]) == [(8, 9)]
    assert len(bench.merge([(10 * i, 10 * i + 5) for i in range(2_000)])) == 2_000


span_tests = [spans_to_each_other, spans_at_edges, spans_backwards, spans_of_two_calls]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.spans import EDGES, OVERLAPS

span_tests = [lambda make: make().merge([])]
