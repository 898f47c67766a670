"""A message fits the width of a notebook, whatever its length, and keeps its own line breaks."""

from rounds.grading.messages import WIDTH, lines


def test_long_lines_are_wrapped_and_breaks_are_kept():
    message = "\n".join(["word " * 60, "", "short"])
    shown = lines(message, indent="    ")
    assert max(map(len, shown)) <= WIDTH
    assert " ".join(" ".join(shown).split()) == " ".join(message.split())
    assert shown[-2:] == ["", "    short"]
    assert all(line.startswith("    ") for line in shown if line)
