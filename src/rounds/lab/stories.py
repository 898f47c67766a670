"""`stories()`: writes and edits the learner's own stories, with what an interviewer would ask about each."""

import html
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rounds.errors import RoundsError
from rounds.lab.automated import automated

if TYPE_CHECKING:
    from rounds.practice.stories.story import Story

_NEW = "A new story"
_WIDE = {"width": "52em", "max_width": "98%"}
_TEXTS = (  # field, label, what to write, rows
    ("situation", "Situation", "What was going on: for whom, since when, how large?", 3),
    ("stakes", "Stakes", "What had to be done, and what if nobody had?", 2),
    ("action", "Action", "What did you do, in the order in which you did it?", 4),
    ("went_wrong", "Went wrong", "What did not work, or cost more than you thought?", 2),
    ("learned", "Learned", "What do you do differently since?", 2),
)


def stories() -> None:
    """Show your story bank: choose a story or begin one, write, keep, and read what an interviewer would ask next.

    Stories are kept in `.rounds/stories.json` on this machine. Git ignores the file and no grade reads it. In automated
    runs nothing is shown; in plain Python it prints what `rounds stories` does.
    """
    if automated():
        print("stories() does nothing in an automated run: your stories are your own.")
        return
    # Only now: where answers are graded, nothing of this is at hand.
    from rounds.course import find_root
    from rounds.lab.here import notebook_folder, shell_here

    try:
        root = find_root(notebook_folder())
        if shell_here() is None:
            print(_as_text(root))
            return
        from IPython.display import display

        display(Bank(root).box)
    except RoundsError as error:
        print(error)


def kept_stories() -> tuple["Story", ...]:
    """The stories of your bank, for a cell that does something with them; where there are none, a sentence says why.

    In automated runs there are none: the bank that lies there is not the learner's.
    """
    if automated():
        print("kept_stories() finds none in an automated run: your stories are your own.")
        return ()
    from rounds.course import find_root
    from rounds.lab.here import notebook_folder
    from rounds.practice.stories.bank import read

    try:
        kept = read(find_root(notebook_folder()))
    except RoundsError as error:
        print(error)
        return ()
    if not kept:
        print("Your story bank is empty. Write a story with stories(), and come back with three or four.")
    return kept


def _as_text(root: Path) -> str:
    from rounds.practice.stories.bank import read
    from rounds.practice.stories.coverage import coverage

    kept = read(root)
    return "\n".join([*(f"{story.id}: {story.title}" for story in kept), coverage(kept).words])


class Bank:
    """The story bank as widgets: `box` is what a cell shows."""

    def __init__(self, root: Path) -> None:
        import ipywidgets as widgets

        self.root = root
        self.chosen = widgets.Dropdown(description="Story", layout={"width": "30em"})
        self.keep = widgets.Button(description="Keep", button_style="primary")
        self.drop = widgets.Button(description="Delete", tooltip="Press twice to delete this story")
        self.said, self.asked = widgets.HTML(), widgets.HTML()
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.form = Form()
        self._kept: dict[str, Any] = {}
        self._sure = False
        self.box = widgets.VBox(
            [widgets.HBox([self.chosen, self.keep, self.drop]), self.said, self.form.box, self.asked, self.picture]
        )
        self._list("")
        self.chosen.observe(self._turned, names="value")
        self.keep.on_click(self._keep)
        self.drop.on_click(self._drop)

    def _list(self, name: str) -> None:
        """Offer what the bank has, and show the story `name`; none is a new one."""
        from rounds.lab.stories_picture import stories_picture
        from rounds.practice.stories.bank import read

        kept = read(self.root)
        self._kept = {story.id: story for story in kept}
        self.chosen.options = [(_NEW, ""), *((story.title, story.id) for story in kept)]
        self.chosen.value = name
        self._show()
        self.picture.value = stories_picture(kept).png(80)

    def _turned(self, _: Any) -> None:
        self.said.value, self._sure = "", False
        self._show()

    def _show(self) -> None:
        from rounds.practice.stories.story import Story

        story = self._kept.get(self.chosen.value, Story("", ""))
        self.form.show(story)
        self.asked.value = _questions(story) if story.id else ""

    def _keep(self, _: Any) -> None:
        from rounds.practice.stories import bank

        try:
            story = self.form.story(self.chosen.value)
            if not story.title:
                self._say("Give the story a title first.")
                return
            if not story.id:
                story = replace(story, id=bank.free_id(self.root, story.title))
            bank.keep(self.root, story)
            self._list(story.id)
            self._say(f"Kept {story.title!r} in {bank.BANK}.")
        except RoundsError as error:
            self._say(str(error))

    def _drop(self, _: Any) -> None:
        from rounds.practice.stories import bank

        if not self.chosen.value:
            self._say("There is nothing to delete: this story is not in the bank.")
        elif not self._sure:
            self._sure = True
            self._say("Press Delete again to delete this story for good.")
        else:
            try:
                story = bank.drop(self.root, self.chosen.value)
                self._list("")
                self._say(f"Deleted {story.title!r}.")
            except RoundsError as error:
                self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.said.value = f"<p>{html.escape(sentence)}</p>"


class Form:
    """The fields of one story."""

    def __init__(self) -> None:
        import ipywidgets as widgets

        from rounds.practice.stories.prompts import prompts, values

        def text(label: str, hint: str, rows: int) -> Any:
            return widgets.Textarea(description=label, placeholder=hint, rows=rows, layout=_WIDE)

        self.title = widgets.Text(description="Title", placeholder="as you would call it to a colleague", layout=_WIDE)
        self.texts = {name: text(label, hint, rows) for name, label, hint, rows in _TEXTS}
        self.decided = widgets.ToggleButtons(
            description="Decided", options=[("not said", ""), ("I", "I"), ("we", "we"), ("others", "others")],
            style={"button_width": "6em"},
        )  # fmt: skip
        self.options = Rows(("rejected option", "why not"))
        self.results = Rows(("what changed", "before, with unit", "after", "measured by"))
        self.people = widgets.FloatText(description="People", layout={"width": "12em"})
        self.months = widgets.FloatText(description="Months", layout={"width": "12em"})
        self.values = {each.id: _tick(each.title, each.shows) for each in values()}
        self.prompts = {each.id: _tick(each.text, "") for each in prompts()}
        columns = {"grid_template_columns": "repeat(5, auto)", "justify_content": "flex-start"}
        self.box = widgets.VBox([
            self.title, self.texts["situation"], self.texts["stakes"],
            _head("Options that you rejected"), self.options.box,
            self.texts["action"], self.decided,
            _head("Results, each with its source"), self.results.box,
            self.texts["went_wrong"], self.texts["learned"],
            widgets.HBox([self.people, self.months]),
            _head("It shows"), widgets.GridBox(list(self.values.values()), layout=columns),
            _head("It answers"), widgets.VBox(list(self.prompts.values())),
        ])  # fmt: skip

    def show(self, story: Any) -> None:
        """Fill the fields with a story."""
        self.title.value = story.title
        for name, field in self.texts.items():
            field.value = getattr(story, name)
        self.decided.value = story.decided if story.decided in ("I", "we", "others") else ""
        self.options.show([(each.what, each.why_not) for each in story.options])
        self.results.show([(each.what, each.before, each.after, each.source) for each in story.results])
        self.people.value, self.months.value = story.people, story.months
        for ticks, chosen in ((self.values, story.values), (self.prompts, story.prompts)):
            for name, tick in ticks.items():
                tick.value = name in chosen

    def story(self, name: str) -> Any:
        """What the fields say, as the story with this id."""
        from rounds.practice.stories.story import Option, Result, Story

        return Story(
            id=name,
            title=self.title.value.strip(),
            decided=self.decided.value,
            options=tuple(Option(*cells) for cells in self.options.filled()),
            results=tuple(Result(*cells) for cells in self.results.filled()),
            people=max(self.people.value, 0),
            months=max(self.months.value, 0),
            values=frozenset(name for name, tick in self.values.items() if tick.value),
            prompts=frozenset(name for name, tick in self.prompts.items() if tick.value),
            **{name: field.value.strip() for name, field in self.texts.items()},
        )


class Rows:
    """A small table to fill in, with always one empty row more."""

    def __init__(self, hints: tuple[str, ...]) -> None:
        import ipywidgets as widgets

        self._hints = hints
        self.box = widgets.VBox()
        self.show([])

    def show(self, rows: list[tuple[str, ...]]) -> None:
        """Put these rows into the table."""
        self.box.children = [self._row(cells) for cells in rows]
        self._add()

    def filled(self) -> list[list[str]]:
        """The rows whose first cell is filled."""
        rows = [[cell.value.strip() for cell in row.children] for row in self.box.children]
        return [row for row in rows if row[0]]

    def _row(self, cells: tuple[str, ...]) -> Any:
        import ipywidgets as widgets

        layout = {"width": f"{52 // len(self._hints)}em"}
        return widgets.HBox([
            widgets.Text(value=value, placeholder=hint, layout=layout)
            for value, hint in zip(cells, self._hints, strict=True)
        ])  # fmt: skip

    def _add(self, _: Any = None) -> None:
        if not self.box.children or self.box.children[-1].children[0].value:
            row = self._row(("",) * len(self._hints))
            row.children[0].observe(self._add, names="value")
            self.box.children = [*self.box.children, row]


def _questions(story: Any) -> str:
    from rounds.practice.stories.follow_ups import follow_ups

    asked = follow_ups(story)
    if not asked:
        return "<p><b>Nothing is left open.</b> Say it aloud, and time it.</p>"
    items = "".join(f"<li>{html.escape(each.question)}</li>" for each in asked)
    return f"<p><b>An interviewer would ask</b></p><ol>{items}</ol>"


def _tick(label: str, tooltip: str) -> Any:
    import ipywidgets as widgets

    return widgets.Checkbox(description=label, tooltip=tooltip, indent=False, layout={"width": "auto"})


def _head(words: str) -> Any:
    import ipywidgets as widgets

    return widgets.HTML(f"<b>{html.escape(words)}</b>")
