# tries: a null byte in an answer
# points: relative-change 0, moving-average 2
# flag: no
# stock: yes
# %% right: moving-average
# %% edit
named("relative-change")["source"] = "def relative_change(before, after):\0\n    return 0.5"
