"""The feedback drill as a kernel builds it; tests/browser/test_feedback_drill.py presses its buttons in JupyterLab."""

import html

from rounds.lab.feedback_drill import Drill, feedback_drill
from rounds.practice.situations import Option, Situation, situations


def reasons(drill):
    return [row.reasons.value for row in drill.rows]


def test_no_reason_shows_before_a_choice_and_all_show_after_it():
    drill = Drill(situations())
    assert reasons(drill) == [""] * len(situations()[0].options)
    drill.rows[1].say.click()
    for option, shown in zip(situations()[0].options, reasons(drill), strict=True):
        assert all(html.escape(words) in shown for words in (option.tomorrow, option.hides, option.fits))
    assert [row.say.description for row in drill.rows].count("You said") == 1
    drill.rows[0].say.click()
    assert [row.say.description for row in drill.rows][:2] == ["You said", "Say this"]


def test_next_and_back_go_round_and_nothing_is_kept():
    drill = Drill(situations())
    drill.rows[0].say.click()
    drill.back.click()
    assert html.escape(situations()[-1].told) in drill.told.value
    drill.forth.click()
    assert html.escape(situations()[0].told) in drill.told.value
    assert reasons(drill) == [""] * len(drill.rows)


def test_what_is_said_is_text_and_not_html():
    option = Option("a < b", "<b>", "&", "<i>")
    drill = Drill((Situation("one", "giving", "One", "<script>", (option,)),))
    drill.rows[0].say.click()
    assert "<script>" not in drill.told.value
    assert "a &lt; b" in drill.rows[0].words.value
    assert "&lt;i&gt;" in drill.rows[0].reasons.value


def test_without_a_front_end_the_situations_are_printed(capsys):
    feedback_drill()
    printed = capsys.readouterr().out
    assert all(each.told in printed for each in situations())
