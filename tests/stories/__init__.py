"""Records brought to a stage by the acts themselves, for the tests of the steps that follow."""
