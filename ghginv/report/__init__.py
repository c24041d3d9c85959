"""What the engine knows, written down: on screen, in files, in a workbook. Nothing is computed here."""
