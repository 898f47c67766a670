"""Where a learner stands, what is due again, what to do next, and a plan."""
