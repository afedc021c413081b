"""Forms about courses. What is wrong is told at its field, in Italian."""
