"""Instalments: planned, attested by one, approved by another, handed over, paid."""
