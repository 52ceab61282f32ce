"""Where the parts meet: settings, addresses, who may use which address, and which adapter sits in which port."""
