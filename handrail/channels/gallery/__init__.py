"""Every type of question and every brick, shown to those who write services; nothing is kept here."""
