"""The doors to the national registers: what they answer over HTTP, in our own words."""
