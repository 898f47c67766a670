"""The story bank in a real JupyterLab, in both themes."""

import pytest
from pages import answer, cell, contrasts, output, ready, run, theme
from playwright.sync_api import expect

from rounds.practice.stories.bank import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_story_is_written_kept_and_read_in_both_themes(course, serve, open_page, tmp_path):
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        ready(page)
        at = cell(page, "progress()")
        answer(page, at, "from rounds import stories\n\nstories()")
        at = cell(page, "stories()")
        run(page, at)
        form = output(at)
        form.get_by_placeholder("as you would call it to a colleague").fill("The cache outage")
        form.get_by_placeholder("rejected option").fill("a larger cache")
        form.get_by_label("Tell me about something that failed, and that was yours.").check()
        form.get_by_role("button", name="Keep").click()
        expect(form).to_contain_text("Kept 'The cache outage'")
        expect(form).to_contain_text("Why not 'a larger cache'?")
        assert [story.prompts for story in read(course)] == [frozenset({"failed"})]
        for name in ("JupyterLab Light", "JupyterLab Dark"):
            theme(page, name)
            form.screenshot(path=tmp_path / f"{name.split()[1]}.png")
            faint = {text: contrast for text, contrast in contrasts(form).items() if contrast < 4.5}
            assert not faint, f"{name}: hard to read"
