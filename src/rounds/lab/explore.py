"""Explorers: a scenario with sliders for its parameters, whose picture follows them."""

import html
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from rounds.errors import RoundsError
from rounds.lab.newest import Newest
from rounds.sim.model import Scenario
from rounds.sim.run import GivenUpError, given_up_when, without_garbage_collection
from rounds.sim.scenarios import Param, ScenarioSpec, Study, scenario
from rounds.sim.topology import workers_of

PREVIEW_SHARE = 0.2  # of the load and of the workers: with fewer it would be another system
_FULL_DPI, _PREVIEW_DPI = 80, 50
_STYLE = {"description_width": "12em"}


class Explorer(widgets.VBox):  # type: ignore[misc]
    """Sliders, a choice of policies, and the picture and figures that follow them.

    A move shows a preview first, with a fifth of the load and the workers, then the full picture. One that is overtaken
    by the next move is dropped.
    """

    def __init__(
        self,
        spec: ScenarioSpec,
        vary: Mapping[str, tuple[float, ...]],
        policies: tuple[str, ...],
        seed: int,
        fixed: Any,
    ) -> None:
        self._spec, self._seed, self._fixed = spec, seed, fixed
        self.sliders = {name: self._box(name, spec.params[name], points) for name, points in vary.items()}
        self._chosen = widgets.SelectMultiple(
            options=list(spec.policies), value=policies, rows=min(6, len(spec.policies)), description="policies",
            style=_STYLE, layout={"width": "26em"},
        )  # fmt: skip
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self._status, self._figures = widgets.HTML(), widgets.HTML()
        self._places: list[Any] = []
        self._newest = Newest[tuple[dict[str, float], tuple[str, ...]]](self._follow)
        for box in (*self.sliders.values(), self._chosen):
            box.observe(self._moved, names="value")
        knobs = widgets.VBox(list(self.sliders.values()))
        super().__init__([widgets.HBox([knobs, self._chosen]), self._status, self._figures, self.picture])
        self._moved(None)

    def _box(self, name: str, param: Param, points: tuple[float, ...]) -> Any:
        low, high, *step = points
        start = self._fixed.pop(name, param.default)
        kind = widgets.IntSlider if param.whole else widgets.FloatSlider
        whole = int if param.whole else float
        width = step[0] if step else (high - low) / 20
        return kind(
            value=whole(min(max(start, low), high)), min=whole(low), max=whole(high), step=whole(width),
            description=f"{name} ({param.unit})" if param.unit else name, tooltip=param.help,
            style=_STYLE, layout={"width": "34em"},
        )  # fmt: skip

    def wait(self, seconds: float = 30.0) -> bool:
        """Wait until the picture shows what the sliders say; whether that came in time."""
        return self._newest.wait(seconds)

    def _moved(self, _: Any) -> None:
        values = {name: box.value for name, box in self.sliders.items()}
        self._newest.ask((values, tuple(self._chosen.value)))

    def _follow(self, wish: tuple[dict[str, float], tuple[str, ...]], overtaken: Callable[[], bool]) -> None:
        values, policies = wish
        if not policies:
            self._say("Choose at least one policy.")
            return
        try:
            built = self._spec.make(**self._fixed | values)
            with given_up_when(overtaken), without_garbage_collection():
                self._preview(built, policies)
                if not overtaken():
                    study = self._study(built, policies)
                    self._show(study, preview=False)
                    self._tell(study)
        except GivenUpError:
            return
        except RoundsError as error:
            self._say(str(error))

    def _preview(self, built: Any, policies: tuple[str, ...]) -> None:
        share = PREVIEW_SHARE if hasattr(built, "smaller") else 1.0
        if isinstance(built, Scenario):
            workers = workers_of(built.topology)
            share = max(1, round(PREVIEW_SHARE * workers)) / workers  # whole workers, so that the utilisation stays
        if share < 1:
            self._show(self._study(built.smaller(share), policies), preview=True)
            self._say(f"A preview, at {share:.0%} of the size; the figures are those of the last whole picture.")

    def _study(self, built: Any, policies: tuple[str, ...]) -> Study:
        chosen = {name: self._spec.policies[name] for name in policies}
        return self._spec.study(built, chosen, (self._seed,))

    def _show(self, study: Study, *, preview: bool) -> None:
        figure = study.plot()
        width, height = figure.get_size_inches()
        if preview and len(self._places) == len(figure.axes):
            # To find a layout costs more than all the rest: the last full picture's will do.
            figure.set_layout_engine("none")
            for axes, place in zip(figure.axes, self._places, strict=True):
                axes.set_position(place)
                axes.minorticks_off()
        data = figure.png(_PREVIEW_DPI if preview else _FULL_DPI)
        if not preview:
            self._places = [axes.get_position() for axes in figure.axes]
        self.picture.layout.width = f"{round(width * _FULL_DPI)}px"
        self.picture.layout.height = f"{round(height * _FULL_DPI)}px"
        self.picture.value = data

    def _tell(self, study: Study) -> None:
        headings, rows = study.table()
        cells = "".join(f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in rows)
        heads = "".join(f"<th>{html.escape(text)}</th>" for text in headings)
        self._figures.value = f"<table><tr>{heads}</tr>{cells}</table>"
        self._say(f"Seed {self._seed}.")

    def _say(self, sentence: str) -> None:
        self._status.value = html.escape(sentence)


def explore(
    name: str, *policies: str, vary: Mapping[str, tuple[float, ...]], seed: int = 1, **fixed: float
) -> Explorer:
    """An explorer of the shipped scenario `name`, as a notebook's cell shows it.

    Args:
        policies: those that are chosen at first.
        vary: for each slider's parameter (lowest, highest) or (lowest, highest, step).
        seed: of all runs, so that a move changes what it changes and nothing else.
        fixed: other parameters; for one that varies, where its slider begins.

    Raises RoundsError for names and bounds that the scenario does not know.
    """
    spec = scenario(name)
    for parameter, points in vary.items():
        for point in points[:2]:
            spec.make(**{parameter: point})
    for policy in policies:
        spec.policy(policy)
    spec.make(**fixed)
    return Explorer(spec, vary, policies or tuple(spec.policies)[:2], seed, dict(fixed))
