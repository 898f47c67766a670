# tries: (honest) right answers, and 30 MB of output that somebody forgot to clear
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% edit
noise = {"output_type": "stream", "name": "stdout", "text": "still running ...\n" * 1_700_000}
cells.append(code("print('still running ...')") | {"outputs": [noise]})
