package dev.holdfast.log;

/** What an entry does to its log. */
public enum Kind {
    /** Begins a life: initial state and lifetimes. */
    OPEN("o"),
    CHANGE("c"),
    CONFIGURE("g"),
    /** Ends a life: deleted or expired. Only an {@link #OPEN} may follow. */
    CLOSE("x");

    private final String code;

    Kind(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Kind of(String code) {
        for (Kind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalStateException("an entry of an unknown kind");
    }
}
