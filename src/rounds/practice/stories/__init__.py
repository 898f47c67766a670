"""The story bank: the learner's own stories, kept on their machine, and what an interviewer would ask about them.

No grade reads it. Follow-up questions come from fields that are empty or weak, never from what words mean.
"""
