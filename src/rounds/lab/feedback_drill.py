"""`feedback_drill()`: short situations with several things to say, and the reasons for and against each."""

import html
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from rounds.lab.automated import automated

if TYPE_CHECKING:
    from rounds.practice.situations import Option, Situation

_WIDE = {"width": "60em", "max_width": "98%"}
_ROW = _WIDE | {"margin": "0 0 8px 0"}
_PARAGRAPH = '<p style="margin: 4px 0 0 0">'


def feedback_drill() -> None:
    """Show a dozen situations, one at a time: choose what you would say, then read what each option does.

    Nothing is kept and nothing is counted. In plain Python and in automated runs the situations are printed.
    """
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.lab.here import shell_here
    from rounds.practice.situations import situations

    if automated() or shell_here() is None:
        print("\n\n".join(map(str, situations())))
        return
    from IPython.display import display

    display(Drill(situations()).box)


class Drill:
    """The situations as widgets: `box` is what a cell shows."""

    def __init__(self, situations: "tuple[Situation, ...]") -> None:
        import ipywidgets as widgets

        self.situations = situations
        titles = [f"{number}. {each.title} ({each.side})" for number, each in enumerate(situations, 1)]
        self.chosen = widgets.Dropdown(
            options=[(title, place) for place, title in enumerate(titles)], layout={"width": "26em"}
        )
        self.back = widgets.Button(description="Back", layout={"width": "6em"})
        self.forth = widgets.Button(description="Next", layout={"width": "6em"})
        self.told = widgets.HTML(layout=_WIDE)
        self.options = widgets.VBox()
        self.box = widgets.VBox([widgets.HBox([self.chosen, self.back, self.forth]), self.told, self.options])
        self.chosen.observe(self._show, names="value")
        self.back.on_click(partial(self._turn, -1))
        self.forth.on_click(partial(self._turn, 1))
        self._show()

    def _turn(self, by: int, _: Any) -> None:
        self.chosen.value = (self.chosen.value + by) % len(self.situations)

    def _show(self, _: Any = None) -> None:
        """Show the chosen situation, with nothing said yet."""
        situation = self.situations[self.chosen.value]
        self.told.value = _text(f"<p>{html.escape(situation.told)}</p>")
        self.rows = [Row(option, partial(self._said, place)) for place, option in enumerate(situation.options)]
        self.options.children = [row.box for row in self.rows]

    def _said(self, place: int) -> None:
        for number, row in enumerate(self.rows):
            row.explain(chosen=number == place)


class Row:
    """One option: a button to say it, its words, and once something was said, its reasons."""

    def __init__(self, option: "Option", said: Callable[[], None]) -> None:
        import ipywidgets as widgets

        self.option = option
        self.say = widgets.Button(description="Say this", layout={"width": "7em", "min_width": "7em"})
        self.words = widgets.HTML(_text(f"<p>&ldquo;{html.escape(option.says)}&rdquo;</p>"))
        self.reasons = widgets.HTML()
        self.box = widgets.HBox([self.say, widgets.VBox([self.words, self.reasons])], layout=_ROW)
        self.say.on_click(lambda _: said())

    def explain(self, *, chosen: bool) -> None:
        """Tell what the option does; the one that was chosen is marked."""
        self.say.description, self.say.button_style = ("You said", "primary") if chosen else ("Say this", "")
        told = {"Tomorrow": self.option.tomorrow, "It hides": self.option.hides, "It fits": self.option.fits}
        self.reasons.value = _text("".join(f"<p><b>{name}:</b> {html.escape(each)}</p>" for name, each in told.items()))


def _text(paragraphs: str) -> str:
    # The lines of an HTML widget stand as far apart as buttons do.
    return f'<div style="line-height: 1.4">{paragraphs.replace("<p>", _PARAGRAPH)}</div>'
