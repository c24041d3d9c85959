"""What a file may say: located text becomes checked values. No arithmetic, no reading of files."""
