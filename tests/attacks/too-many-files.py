# tries: more files than a submission may hold
# points: none
# flag: allowed
# stock: yes
# %% edit
for number in range(1500):
    (folder / f"data-{number}.txt").write_text("x")
