"""Instalments: planned, attested by one, approved by another, exported, paid."""
