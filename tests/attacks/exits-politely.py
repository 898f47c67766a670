# tries: SystemExit, KeyboardInterrupt and GeneratorExit out of an answer, to end whoever asks
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    raise KeyboardInterrupt if before == 0 else SystemExit(0)
# %% answer: moving-average
def moving_average(values, width):
    raise GeneratorExit
