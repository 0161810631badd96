"""Run, understand and improve public services from one text file, on every channel."""
