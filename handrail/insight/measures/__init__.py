"""The measures, one file each: what is counted, from what, and when it is known."""
