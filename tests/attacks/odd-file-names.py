# tries: (honest) files beside the notebook whose names are no text, very long, or look like options and markup
# points: all
# flag: no
# stock: no: nbgrader stops at it, so that nothing is learnt
# %% right: relative-change
# %% right: moving-average
# %% edit
for name in (b"\xff\xfe.txt", b"line\nbreak.txt", b"-rf", b"<img src=x>.txt", b"n" * 250, "naïve – ü.txt".encode(), b" "):
    with open(bytes(folder) + b"/" + name, "w") as file:
        file.write("x")
