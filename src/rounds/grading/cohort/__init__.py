"""Grading a course's submissions, many at a time, into autograded/ and the gradebook."""
