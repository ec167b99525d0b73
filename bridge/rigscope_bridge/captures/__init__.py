"""Taking a capture: asked of the host on the main thread, written into a file and told of on the I/O thread."""
