# tries: metadata of nbgrader's first schema, which a grader may refuse or convert
# points: none
# flag: allowed
# stock: no: nbgrader ends its whole run there, and nobody after it is graded
# %% edit
for test in tests:
    test["metadata"]["nbgrader"]["schema_version"] = 1
