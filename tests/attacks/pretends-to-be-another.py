# tries: a notebook that names another student and another assignment wherever it can
# points: none
# flag: no
# stock: yes
# %% edit
about = {"student_id": "skip-tag-neighbour", "student": "skip-tag-neighbour", "assignment": "round-5-careless"}
notebook["metadata"] |= {"nbgrader": about, "student": about}
notebook["metadata"]["rounds"] |= about
