"""Operations of staff: claim, note, ask for more, pause, decide, reopen, and the queues they work from."""
