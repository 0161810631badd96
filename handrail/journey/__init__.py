"""Operations of the person: start, answer, send, correct, withdraw, ask for a review, come back."""
