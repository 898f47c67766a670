"""What travels between the judge and a learner's process: plain data, handles, frames. Used on both sides."""
