import pytest

from rounds.practice.diary import DIARY, Band, Check, note_checks, read
from rounds.practice.self_scores import UNTOUCHED, faults, keep, trend
from rounds.rubrics import Dimension, Rubric

RUBRIC = Rubric(tuple(Dimension(name, ("none", "vague", "clear", "priced")) for name in ("Stakes", "Result")))
TEXT = "I cut the p99 from 900 ms to *210 ms*;\n  the bill fell by 4%."
BANDS = {"Stakes": Band(1), "Result": Band(3, "from 900 ms to 210 ms")}


def test_a_score_with_a_quotation_for_each_band_above_the_lowest_is_kept(tmp_path):
    assert faults(RUBRIC, BANDS, TEXT) == []
    assert keep(tmp_path, "your-pitch", RUBRIC, BANDS) == 4
    (score,) = trend(read(tmp_path), "your-pitch")
    assert (score.points, score.possible, score.bands) == (4, 8, BANDS)


def test_the_trend_has_the_scores_of_one_text_by_time(tmp_path):
    note_checks(tmp_path, "recruiter-screen", [("your-effect", 1, 2)])
    for exercise, number in (("your-pitch", 1), ("your-leadership", 1), ("your-pitch", 4)):
        keep(tmp_path, exercise, RUBRIC, {**BANDS, "Stakes": Band(number, "the bill fell")})
    assert [score.points for score in trend(read(tmp_path), "your-pitch")] == [4, 7]
    assert isinstance(read(tmp_path)[0], Check)


@pytest.mark.parametrize("text", ["", "  \n", UNTOUCHED, f"\n{UNTOUCHED}\n"])
def test_an_untouched_text_has_no_score(text):
    assert faults(RUBRIC, BANDS, text) == ["Your text is not there yet: write it, and save the notebook."]


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (None, "Result: choose a band."),
        (Band(2), "Result: quote the words of your text that show band 2."),
        (Band(4, "the bill"), "Result: quote the words of your text that show band 4."),
        (Band(4, "from 900 ms to 21"), "Result: your text does not have these words. Quote it as it stands."),
        (Band(4, "to the bill fell"), "Result: your text does not have these words. Quote it as it stands."),
    ],
)
def test_what_is_missing_is_named_by_its_dimension(band, words):
    bands = {"Stakes": Band(1)} | ({"Result": band} if band else {})
    assert faults(RUBRIC, bands, TEXT) == [words]


def test_of_bands_that_make_no_sense_the_line_or_the_bands_are_passed_over(tmp_path):
    keep(tmp_path, "your-pitch", RUBRIC, BANDS)
    path = tmp_path / DIARY
    line = path.read_text()
    without_number = line.replace("[1, ", "[null, ")
    no_names = line.replace('{"Stakes": [1, ""], ', "[{").replace("}}", "}]}")
    path.write_text(without_number + no_names + line)
    assert [dict(score.bands) for score in trend(read(tmp_path), "your-pitch")] == [{}, BANDS]
