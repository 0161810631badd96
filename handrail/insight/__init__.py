"""What the history adds up to: measures that read only `history_facts`, and what may be shown of them."""
