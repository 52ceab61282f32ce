"""The doors to the outside world, one each, with a simulated one that is real code and the default."""
