"""The law as scenarios that a lawyer can read, and the checks that every value keeps."""
