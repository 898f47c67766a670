# tries: text that cannot be encoded, since encoding it raises a ValueError, which a test expects
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    return "\ud800"
