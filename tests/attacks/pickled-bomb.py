# tries: an answer that runs code wherever it is unpickled
# points: none
# flag: allowed
# stock: yes
# %% answer: moving-average
import json

untouched = json.load(open("targets.json"))["untouched"]


class Bomb:
    def __reduce__(self):
        return exec, (f"open({untouched!r}, 'w').write('unpickled')",)


def moving_average(values, width):
    return Bomb()
