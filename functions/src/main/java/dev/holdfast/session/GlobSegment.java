package dev.holdfast.session;

/** What one place of a path pattern stands for. Immutable. */
sealed interface GlobSegment {
    /** Any number of segments, none included: {@code **}. */
    record Any() implements GlobSegment {}

    /** This name. */
    record Name(String text) implements GlobSegment {}

    /** The names that {@code text} fits, in which {@code *} is any number of characters and {@code ?} is one. */
    record Wild(String text) implements GlobSegment {}

    static GlobSegment of(String text) {
        if (text.equals("**")) {
            return new Any();
        }
        return (text.indexOf('*') < 0 && text.indexOf('?') < 0) ? new Name(text) : new Wild(text);
    }

    /** Whether some name fits both; neither is {@link Any}. */
    default boolean meets(GlobSegment other) {
        if (this instanceof Name(String one) && other instanceof Name(String two)) {
            return one.equals(two);
        }
        return GlobProduct.isInhabited(tokens(), other.tokens());
    }

    /** Code points, and for the wildcards {@link GlobProduct#STAR} and {@link GlobProduct#ONE}. */
    private int[] tokens() {
        return switch (this) {
            case Any _ -> throw new IllegalStateException("not one segment");
            case Name(String text) -> text.codePoints().toArray();
            case Wild(String text) ->
                text.codePoints()
                        .map(character -> switch (character) {
                            case '*' -> GlobProduct.STAR;
                            case '?' -> GlobProduct.ONE;
                            default -> character;
                        })
                        .toArray();
        };
    }
}
