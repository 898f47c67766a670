# tries: (honest) right answers in a notebook that names a kernel which nobody has
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% edit
notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
notebook["metadata"]["language_info"] = {"name": "bash"}
