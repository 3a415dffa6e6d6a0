package dev.holdfast.client;

/** Tells on the standard error how far a long command is: on a terminal in one line, else line by line when asked. */
final class Progress implements AutoCloseable {
    private final Surroundings surroundings;
    private final boolean shown;
    private boolean open;

    Progress(Surroundings surroundings, boolean asked) {
        this.surroundings = surroundings;
        shown = asked || surroundings.terminal();
    }

    void tell(String line) {
        if (!shown) {
            return;
        }
        if (surroundings.terminal()) {
            // Clears what a longer line has left.
            surroundings.err().print("\r\u001b[K" + line);
            surroundings.err().flush();
            open = true;
        } else {
            surroundings.err().println(line);
        }
    }

    /** Leaves the line, if one was begun. */
    @Override
    public void close() {
        if (open) {
            surroundings.err().println();
        }
    }
}
