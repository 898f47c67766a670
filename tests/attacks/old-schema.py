# tries: metadata of nbgrader's first schema, which a grader may refuse or convert
# points: none
# flag: allowed
# stock: yes
# %% edit
for test in tests:
    test["metadata"]["nbgrader"]["schema_version"] = 1
