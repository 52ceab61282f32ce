"""The person who logs in: known by what an identity provider says, owner of nothing."""
