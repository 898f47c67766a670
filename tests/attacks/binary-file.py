# tries: bytes that are no text
# points: none
# flag: allowed
# stock: yes
# %% edit
notebook = bytes(range(256)) * 400
