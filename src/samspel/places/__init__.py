"""Norway's geography day by day: kommunar, fylke and the offices that cover them, in both divisions since 2020."""
