"""From a notebook to a grade: sanitize, slice, run, judge, record, feedback."""
