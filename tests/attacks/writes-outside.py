# tries: to write into a file outside of the submission, while an answer is asked for
# points: none
# flag: allowed
# stock: no: its harm would hide that of others
# %% answer: relative-change
import json

untouched = json.load(open("targets.json"))["untouched"]


def relative_change(before, after):
    with open(untouched, "a") as file:
        file.write("writes-outside was here\n")
    return 0.0
