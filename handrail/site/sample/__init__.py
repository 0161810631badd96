"""The sample: fictional councils, invented staff, the proof services, and a history of invented people."""
