"""The story bank in a real JupyterLab, in both themes."""

import pytest
from pages import reads_well, ready, run_instead
from playwright.sync_api import expect

from rounds.practice.stories.bank import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_story_is_written_kept_and_read_in_both_themes(course, serve, open_page, tmp_path):
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        ready(page)
        form = run_instead(page, "progress()", "from rounds import stories\n\nstories()")
        form.get_by_placeholder("as you would call it to a colleague").fill("The cache outage")
        form.get_by_placeholder("rejected option").fill("a larger cache")
        form.get_by_label("Tell me about something that failed, and that was yours.").check()
        form.get_by_role("button", name="Keep").click()
        expect(form).to_contain_text("Kept 'The cache outage'")
        expect(form).to_contain_text("Why not 'a larger cache'?")
        assert [story.prompts for story in read(course)] == [frozenset({"failed"})]
        reads_well(page, form, tmp_path)
