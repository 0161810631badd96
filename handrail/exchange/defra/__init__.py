"""Forms as DEFRA writes them, older and newer, and the grants made of them."""
