# tries: (honest) dataclasses inside an answer, and one that is the answer
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    before: float
    after: float

    def change(self):
        if self.before <= 0:
            raise ValueError(f"{self} has no base")
        return self.after / self.before - 1


def relative_change(before, after):
    return Pair(before, after).change()
# %% answer: moving-average
from dataclasses import dataclass


@dataclass
class Averages:
    places: int = 12

    def __call__(self, values, width):
        return [round(sum(values[i : i + width]) / width, self.places) for i in range(len(values) - width + 1)]


moving_average = Averages()
