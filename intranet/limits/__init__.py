"""No mass extraction (Art. 5): how many contacts of other bodies one person may see."""
