"""The coordinator states by hand that a duty was met, corrects it, takes it back."""
