"""What appears inside JupyterLab, and how it gets there."""
