"""What an operator does with a person in front of them."""
