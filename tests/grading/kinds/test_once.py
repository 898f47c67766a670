"""A policy is played once for each list of seeds and what else is given, and known by identity alone."""

import pytest

from rounds.grading.kinds import once


class Unfriendly:
    """Like a stand-in for something elsewhere: it must not be compared."""

    def __eq__(self, other):
        raise AssertionError("compared")

    __hash__ = None


def test_the_same_policy_and_seeds_are_measured_once():
    asked = []

    @once
    def measure(policy, seeds, beside=None, *, noise=0):
        """What it says."""
        asked.append(list(seeds))
        return len(asked)

    first, second = Unfriendly(), Unfriendly()
    assert [measure(first, [1, 2]), measure(first, (1, 2)), measure(first, [3]), measure(first, [1, 2])] == [1, 1, 2, 1]
    assert [measure(first, [3], "beside"), measure(first, [3], "beside"), measure(first, [3])] == [3, 3, 2]
    assert [measure(first, [3], noise=1), measure(first, [3], noise=1), measure(first, [3], noise=2)] == [4, 4, 5]
    assert [measure(second, [3]), measure(first, [3])] == [6, 2]
    assert measure.__doc__ == "What it says."


def test_several_policies_together_are_known_by_each():
    played = once(lambda policies: object())
    first, second = Unfriendly(), Unfriendly()
    assert played((first, second)) is played((first, second))
    assert played((first, second)) is not played((second, first))


def test_what_is_raised_is_not_kept_and_an_id_is_never_mistaken_for_anothers():
    asked = []

    @once
    def measure(policy):
        asked.append(policy)
        if len(asked) == 1:
            raise AssertionError("not yet")
        return len(asked)

    policy = Unfriendly()
    with pytest.raises(AssertionError, match="not yet"):
        measure(policy)
    assert measure(policy) == 2
    found = [measure(Unfriendly()) for _ in range(200)]  # each gone before the next, were it not kept
    assert found == list(range(3, 203))
