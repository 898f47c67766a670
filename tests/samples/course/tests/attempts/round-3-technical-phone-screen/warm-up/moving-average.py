# %% right: slices
def moving_average(values, width):
    return [sum(values[i : i + width]) / width for i in range(len(values) - width + 1)]


# %% right: running sum
def moving_average(values, width):
    total, means = sum(values[:width]), []
    for i in range(width, len(values) + 1):
        means.append(total / width)
        if i < len(values):
            total += values[i] - values[i - width]
    return means


# %% wrong: the untouched stub
# loses: all


# %% wrong: drops the last window
# loses: all
def moving_average(values, width):
    return [sum(values[i : i + width]) / width for i in range(len(values) - width)]


# %% wrong: divides by nothing
# loses: moving-average-windows
def moving_average(values, width):
    return [sum(values[i : i + width]) / 0 for i in range(len(values))]
