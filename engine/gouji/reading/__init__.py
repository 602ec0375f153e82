"""From a Document to a Ledger: tables recognised and normalised, prose cut into sections."""
