"""What users write in their programs. It runs in the program's process."""
