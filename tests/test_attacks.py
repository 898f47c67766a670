"""Hostile submissions get what an honest grader would give, learn nothing, and harm nobody."""

from functools import partial

import pytest
from hostile.attack import Attack, attacks, parse
from hostile.found import Found
from hostile.run import Grading, by_rounds, by_stock
from workers import once

from rounds.errors import RoundsError

ATTACKS = attacks()
SAFE = [attack for attack in ATTACKS if not attack.unsafe]
HEAD = "# tries: something\n# points: none\n# flag: no\n# stock: yes\n"
one_by_one = pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
safe_ones = pytest.mark.parametrize("attack", SAFE, ids=[attack.name for attack in SAFE])


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Grading:
    return once(tmp_path_factory, "by-rounds", partial(by_rounds, ATTACKS))


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> Grading:
    return once(tmp_path_factory, "by-stock", partial(by_stock, ATTACKS))


def of(grading: Grading, attack: Attack) -> tuple[Found, dict[str, float], dict[str, float]]:
    found = grading.found.get(attack.name, Found())
    return found, found.points(grading.owners[attack.notebook]), attack.earns(grading.possible[attack.notebook])


@pytest.mark.slow
@pytest.mark.timeout(1500)
class TestByRounds:
    @one_by_one
    def test_an_attack_gets_what_an_honest_grader_would_give(self, graded, attack) -> None:
        found, earned, due = of(graded, attack)
        assert earned == due, found.said
        assert attack.says in found.said

    @one_by_one
    def test_an_attack_is_flagged_where_it_should_be(self, graded, attack) -> None:
        found, *_ = of(graded, attack)
        assert attack.flag == "allowed" or bool(found.flagged) is (attack.flag == "expected"), found.said

    @one_by_one
    def test_an_attack_sees_no_secret_and_does_not_escape(self, graded, attack) -> None:
        found, *_ = of(graded, attack)
        assert not found.leaks, found.said
        assert not found.feedback_leaks

    def test_honest_neighbours_get_all_points_and_no_flag(self, graded) -> None:
        possible = sum(graded.possible["warm-up"].values())
        got = {name: (sum(graded.found[name].points(graded.owners["warm-up"]).values()),
                      sorted(graded.found[name].flagged)) for name in graded.neighbours}  # fmt: skip
        assert got == dict.fromkeys(graded.neighbours, (possible, []))

    def test_every_submission_is_accounted_for(self, graded) -> None:
        everybody = [*(attack.name for attack in ATTACKS), *graded.neighbours]
        assert [name for name in everybody if not graded.found.get(name, Found()).said] == []
        assert "Traceback" not in graded.said

    def test_the_run_ends_in_time_and_leaves_nothing_behind(self, graded) -> None:
        assert graded.ended, graded.said
        assert graded.left == []

    def test_nothing_outside_the_submissions_is_touched(self, graded) -> None:
        assert graded.harm == []


@pytest.mark.deep
@pytest.mark.timeout(3600)
class TestByStock:
    """That the attacks are true ones: what their headers say of stock nbgrader is what it does."""

    @safe_ones
    def test_stock_nbgrader_awards_what_the_header_says(self, stock, attack) -> None:
        _, earned, due = of(stock, attack)
        expected = sum(due.values()) if attack.stock_points is None else attack.stock_points
        assert sum(earned.values()) == expected

    @safe_ones
    def test_stock_nbgrader_leaks_what_the_header_says(self, stock, attack) -> None:
        assert bool(stock.found.get(attack.name, Found()).leaks) is attack.stock_leaks


def test_there_are_enough_attacks_and_honest_oddities() -> None:
    honest = [attack for attack in ATTACKS if attack.tries.startswith("(honest)")]
    assert len(ATTACKS) - len(honest) >= 100
    assert len(honest) >= 20
    assert all(attack.points == "all" for attack in honest)


def test_no_attack_holds_what_it_is_searched_for() -> None:
    for attack in ATTACKS:
        texts = [*attack.answers.values(), *attack.files.values(), attack.edit]
        assert not any("CANARY-" in text for text in texts), attack.name


def test_an_attack_is_read_with_all_that_it_says() -> None:
    text = """# tries: to be read,
#   on two lines
# points: relative-change 0, moving-average 1.5
# flag: allowed
# says: too much memory
# stock: yes, 5 points, leaks

# %% right: moving-average
# %% answer: relative-change
x = 1

# %% file: data/x.txt
one
# %% edit
cells.pop()
"""
    attack = parse(text, "sample", "sample.py")
    assert attack.tries == "to be read, on two lines"
    assert attack.points == {"relative-change": 0, "moving-average": 1.5}
    assert (attack.notebook, attack.flag, attack.says) == ("warm-up", "allowed", "too much memory")
    assert (attack.unsafe, attack.stock_points, attack.stock_leaks) == ("", 5, True)
    assert (attack.right, attack.answers) == ({"moving-average"}, {"relative-change": "x = 1"})
    assert (attack.files, attack.edit) == ({"data/x.txt": "one\n"}, "cells.pop()")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# tries: x\n# points: none\n# flag: no\n# %% edit\nx = 1", "f.py:1: the header lacks `# stock: ...`."),
        (f"{HEAD}x = 1\n# %% edit\nx = 1", "f.py:5: a header line is `# <name>: <text>`"),
        (f"{HEAD}# flag: no\n# %% edit\nx = 1", "f.py:5: a header line is .*, once each of tries"),
        (HEAD, "f.py:1: there is no cell"),
        (f"{HEAD}# %% answers: x\ny = 1", "f.py:5: a cell begins with `# %% answer: <exercise>`"),
        (f"{HEAD}# %% edit: x\ny = 1", "f.py:5: a cell begins with"),
        (f"{HEAD}# %% edit\nx = 1\n# %% edit\nx = 2", "f.py:7: there is a second cell `edit`"),
        (f"{HEAD}# %% answer: x\n\n# %% edit\nx = 1", "f.py:5: an `answer:` or `edit` cell holds code"),
        (f"{HEAD}# %% right: x\ny = 1", "f.py:5: .* a `right:` cell holds none"),
        (HEAD.replace("none", "few") + "# %% edit\nx = 1", "f.py:2: points are `all`, `none` or"),
        (HEAD.replace("flag: no", "flag: red") + "# %% edit\nx = 1", "f.py:3: flag is one of no, allowed, expected"),
        (HEAD.replace("yes", "perhaps") + "# %% edit\nx = 1", "f.py:4: stock is `no: <reason>`, or `yes`"),
    ],
)
def test_a_breach_of_the_format_names_file_and_line(text, said) -> None:
    with pytest.raises(RoundsError, match=said):
        parse(text, "f", "f.py")
