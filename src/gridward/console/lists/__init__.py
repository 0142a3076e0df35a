"""The ledgers of a domain and the lists that its states make."""
