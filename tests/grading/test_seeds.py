"""Hidden seeds: stable, different, and not to be guessed without the salt."""

from rounds.grading.seeds import course_salt, hidden_seeds


def test_seeds_are_stable_distinct_and_grow_at_the_end(monkeypatch) -> None:
    monkeypatch.delenv("ROUNDS_SALT", raising=False)
    assert hidden_seeds("retry-budget-recovers", 3) == hidden_seeds("retry-budget-recovers", 5)[:3]
    assert len(set(hidden_seeds("retry-budget-recovers", 200))) == 200
    assert all(0 <= seed < 2**32 for seed in hidden_seeds("retry-budget-recovers", 200))
    assert hidden_seeds("a", 5) != hidden_seeds("b", 5)


def test_a_salt_changes_every_seed(monkeypatch) -> None:
    monkeypatch.setenv("ROUNDS_SALT", "")
    bare = hidden_seeds("a", 20)
    monkeypatch.setenv("ROUNDS_SALT", "private")
    assert not set(bare) & set(hidden_seeds("a", 20))


def test_the_salt_is_the_courses_file_or_nothing(tmp_path) -> None:
    assert course_salt(tmp_path) == ""
    (tmp_path / ".rounds-salt").write_text("private\n")
    assert course_salt(tmp_path) == "private"
