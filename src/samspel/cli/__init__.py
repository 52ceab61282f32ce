"""The console command: what an operator, a developer or a newcomer may ask of Samspel."""
