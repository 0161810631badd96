"""What happens around every request: a number for it, honest failures, protective headers."""
