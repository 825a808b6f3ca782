"""A lesson made from any article: proposals that are valid at once, for an author to mend."""
