# tries: lists and dicts that contain themselves
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    answer = [0.5]
    answer.append(answer)
    return answer
# %% answer: moving-average
def moving_average(values, width):
    answer = {}
    answer[0] = answer
    return answer
