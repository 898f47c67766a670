# tries: half a character in an answer, which no file can hold as UTF-8
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: yes, 0 points
# %% right: moving-average
# %% edit
named("relative-change")["source"] = "def relative_change(before, after):\n    return '\ud800'"
