"""What a learner gets back: a page for each notebook, with nothing in it that is the course's secret."""
