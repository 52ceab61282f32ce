"""The benchmarks: each figure beside its control in the same run, on a server and a database of their own."""
