# tries: a hundred points for each test in the metadata, and no grading by hand
# points: none
# flag: no
# stock: yes
# %% edit
for cell in cells:
    if "nbgrader" in cell["metadata"]:
        cell["metadata"]["nbgrader"] |= {"points": 100, "grade": True, "schema_version": 3}
