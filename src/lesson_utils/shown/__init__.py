"""What a cell ends in: displays, and all they are made of."""
