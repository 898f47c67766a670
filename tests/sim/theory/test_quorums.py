"""Availability against counting all states of the nodes, and the known limits."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest

from rounds.errors import RoundsError
from rounds.sim import theory


@pytest.mark.parametrize("nodes", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("up", [Fraction(0), Fraction(1, 3), Fraction(99, 100), Fraction(1)])
def test_availability_is_the_weight_of_the_states_with_a_quorum(nodes: int, up: Fraction) -> None:
    for quorum in range(1, nodes + 1):
        states = (state for state in product((0, 1), repeat=nodes) if sum(state) >= quorum)
        weight = sum(prod(up if node else 1 - up for node in state) for state in states)
        assert theory.quorum_availability(nodes, float(up), quorum) == pytest.approx(float(weight), rel=1e-12)


def test_majorities_of_the_textbook() -> None:
    """Two of three is 3p^2 - 2p^3; five nodes at 99% lose a majority in one of a hundred thousand times."""
    assert [theory.majority(nodes) for nodes in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]
    assert theory.quorum_availability(3, 0.9) == pytest.approx(0.972)
    assert theory.quorum_availability(3, 0.99) == pytest.approx(0.999702)
    assert 1 - theory.quorum_availability(5, 0.99) == pytest.approx(9.8506e-6, rel=1e-4)
    assert theory.quorum_availability(4, 0.99) < theory.quorum_availability(3, 0.99)  # an even number gains nothing


def test_all_of_them_is_a_chain_and_one_of_them_is_redundancy() -> None:
    assert theory.quorum_availability(10, 0.999, 10) == pytest.approx(0.999**10)
    assert theory.quorum_availability(3, 0.9, 1) == pytest.approx(1 - 0.1**3)
    assert theory.quorum_availability(3, 0.9, 1) == pytest.approx(theory.fan_out_slow(3, 0.9))


def test_more_nodes_help_a_majority_only_where_a_node_is_up_more_often_than_not() -> None:
    """Peleg and Wool (1995)."""
    better = [theory.quorum_availability(n, 0.6) for n in (1, 3, 5, 101)]
    worse = [theory.quorum_availability(n, 0.4) for n in (1, 3, 5, 101)]
    assert better == sorted(better)
    assert worse == sorted(worse, reverse=True)
    assert [theory.quorum_availability(n, 0.5) for n in (1, 3, 5)] == pytest.approx([0.5] * 3)


def test_a_quorum_of_more_than_all_is_refused() -> None:
    with pytest.raises(RoundsError, match="quorum is 4: give at most the 3 nodes"):
        theory.quorum_availability(3, 0.9, 4)
