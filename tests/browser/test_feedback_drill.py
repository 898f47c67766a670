"""The feedback drill in a real JupyterLab, in both themes."""

import pytest
from pages import reads_well, ready, run_instead
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_choice_shows_the_reasons_of_every_option_readable_in_both_themes(course, serve, open_page, tmp_path):
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        ready(page)
        form = run_instead(page, "progress()", "from rounds import feedback_drill\n\nfeedback_drill()")
        expect(form.get_by_role("button", name="Say this")).to_have_count(3)
        expect(form).not_to_contain_text("It hides")
        form.get_by_role("button", name="Next").click()
        expect(form.get_by_role("button", name="Say this")).to_have_count(4)
        form.get_by_role("button", name="Say this").nth(2).click()
        expect(form.get_by_role("button", name="You said")).to_have_count(1)
        expect(form.get_by_text("It hides")).to_have_count(4)
        reads_well(page, form, tmp_path)
