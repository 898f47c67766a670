"""The feedback drill in a real JupyterLab, in both themes."""

import pytest
from pages import answer, cell, contrasts, output, ready, run, theme
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_choice_shows_the_reasons_of_every_option_readable_in_both_themes(course, serve, open_page, tmp_path):
    with serve("lab", course) as server, open_page(server, "/lab/tree/start-here.ipynb") as page:
        ready(page)
        at = cell(page, "progress()")
        answer(page, at, "from rounds import feedback_drill\n\nfeedback_drill()")
        at = cell(page, "feedback_drill()")
        run(page, at)
        form = output(at)
        expect(form.get_by_role("button", name="Say this")).to_have_count(3)
        expect(form).not_to_contain_text("It hides")
        form.get_by_role("button", name="Next").click()
        expect(form.get_by_role("button", name="Say this")).to_have_count(4)
        form.get_by_role("button", name="Say this").nth(2).click()
        expect(form.get_by_role("button", name="You said")).to_have_count(1)
        expect(form.get_by_text("It hides")).to_have_count(4)
        for name in ("JupyterLab Light", "JupyterLab Dark"):
            theme(page, name)
            form.screenshot(path=tmp_path / f"{name.split()[1]}.png")
            faint = {text: contrast for text, contrast in contrasts(form).items() if contrast < 4.5}
            assert not faint, f"{name}: hard to read"
