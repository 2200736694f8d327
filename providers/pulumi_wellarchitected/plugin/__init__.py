"""What the engine asks. It runs in the plugin's process."""
