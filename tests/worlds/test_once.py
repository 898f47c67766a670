"""A policy is played once for each list of seeds and what else is given, and known by identity alone."""

from rounds.worlds.once import once


class Unfriendly:
    """Like a stand-in for something elsewhere: it must not be compared."""

    def __eq__(self, other):
        raise AssertionError("compared")

    __hash__ = None


def test_the_same_policy_and_seeds_are_measured_once():
    asked = []

    @once
    def measure(policy, seeds, beside=None):
        """What it says."""
        asked.append(list(seeds))
        return len(asked)

    first, second = Unfriendly(), Unfriendly()
    assert [measure(first, [1, 2]), measure(first, (1, 2)), measure(first, [3]), measure(first, [1, 2])] == [1, 1, 2, 1]
    assert [measure(first, [3], "beside"), measure(first, [3], "beside"), measure(first, [3])] == [3, 3, 2]
    assert [measure(second, [3]), measure(first, [3])] == [4, 5]
    assert measure.__doc__ == "What it says."
