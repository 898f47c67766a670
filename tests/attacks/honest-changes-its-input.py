# tries: (honest) an answer that uses up the list which it is given
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% answer: moving-average
def moving_average(values, width):
    means = []
    while len(values) >= width:
        means.append(sum(values[:width]) / width)
        del values[0]
    return means
