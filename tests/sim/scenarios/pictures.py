"""What a scenario's picture must keep to: no word on another, none outside, and the words that it needs."""

from itertools import combinations

from sim.test_plots import words

from rounds.sim.plots import Picture


def assert_readable(picture: Picture, *needed: str) -> None:
    drawn = words(picture, dpi=90)
    texts = [text for text, _ in drawn]
    for word in needed:
        assert word in texts, word
    for (one, box), (other, another) in combinations(drawn, 2):
        assert not box.padded(-0.5).overlaps(another.padded(-0.5)), f"{one!r} and {other!r}"
    whole = picture.bbox
    for text, box in drawn:
        assert whole.x0 <= box.x0, text
        assert box.x1 <= whole.x1, text
        assert whole.y0 <= box.y0, text
        assert box.y1 <= whole.y1, text
