"""Questions of every type: how an author writes one, how it is asked, read and told back; no step is here."""
