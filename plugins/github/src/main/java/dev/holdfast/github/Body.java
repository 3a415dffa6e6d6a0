package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.CommandMark;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an issue's body says: a description, acceptance criteria as a list of boxes to tick, and invisibly which command
 * made it and whether that is still under way.
 */
record Body(
        String description,
        List<String> criteria,
        boolean unfinished,
        @Nullable UUID command) {

    private static final int LONGEST = 65_536;
    private static final String CRITERIA = "<!-- holdfast:criteria -->\n### Acceptance criteria\n";
    private static final String UNFINISHED = "<!-- holdfast:unfinished -->";
    private static final Pattern MARK =
            Pattern.compile("\\n*<!-- holdfast:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}) -->");
    private static final Pattern BOX = Pattern.compile("- \\[[ xX]] (.*)");
    private static final String INDENT = "      ";

    Body {
        criteria = List.copyOf(criteria);
    }

    /** Reads a body, whoever wrote it: what people add below the criteria or the mark is part of the description. */
    static Body of(String text) {
        // Browsers send whole texts back with other ends of lines.
        String body = text.contains("\r\n<!-- holdfast:") ? text.replace("\r\n", "\n") : text;
        @Nullable UUID command = CommandMark.find(body).orElse(null);
        if (command != null) {
            body = CommandMark.strip(body);
        } else {
            Matcher mark = MARK.matcher(body);
            if (mark.find()) {
                command = UUID.fromString(mark.group(1));
                body = body.substring(0, mark.start()) + body.substring(mark.end());
            }
        }
        boolean unfinished = command != null && body.endsWith(UNFINISHED);
        if (unfinished) {
            body = body.substring(0, body.length() - UNFINISHED.length()).replaceFirst("\\n\\n$", "");
        }
        return withCriteria(body, unfinished, command);
    }

    private static Body withCriteria(String body, boolean unfinished, @Nullable UUID command) {
        int start = body.lastIndexOf(CRITERIA);
        if (start < 0 || (start > 0 && !body.startsWith("\n\n", start - 2))) {
            return new Body(body, List.of(), unfinished, command);
        }
        List<String> criteria = new ArrayList<>();
        StringBuilder below = new StringBuilder();
        for (String line : body.substring(start + CRITERIA.length()).split("\n", -1)) {
            Matcher box = BOX.matcher(line);
            if (below.isEmpty() && box.matches()) {
                criteria.add(box.group(1));
            } else if (below.isEmpty() && line.startsWith(INDENT) && !criteria.isEmpty()) {
                criteria.add(criteria.removeLast() + "\n" + line.substring(INDENT.length()));
            } else if (!below.isEmpty() || !line.isBlank()) {
                below.append("\n").append(line);
            }
        }
        String above = start == 0 ? "" : body.substring(0, start - 2);
        return new Body(below.isEmpty() ? above : (above + "\n" + below).strip(), criteria, unfinished, command);
    }

    Body withDescription(String other) {
        return new Body(other, criteria, unfinished, command);
    }

    Body withCriteria(List<String> other) {
        return new Body(description, other, unfinished, command);
    }

    Body finished() {
        return new Body(description, criteria, false, command);
    }

    /**
     * The text that is read as this.
     *
     * @throws BoardFailure.Rejected when it is too long for GitHub, or would be read as something else
     */
    String text() {
        StringBuilder text = new StringBuilder(description);
        if (!criteria.isEmpty()) {
            append(text, CRITERIA);
            criteria.forEach(one -> text.append("\n- [ ] ").append(one.replace("\n", "\n" + INDENT)));
        }
        if (unfinished) {
            append(text, UNFINISHED);
        }
        String whole = command == null ? text.toString() : CommandMark.put(text.toString(), command);
        if (whole.length() > LONGEST) {
            throw new BoardFailure.Rejected("Description and acceptance criteria are too long together for GitHub");
        }
        if (!Body.of(whole).equals(this)) {
            throw new BoardFailure.Rejected("Such a text is one that this board keeps its own notes in");
        }
        return whole;
    }

    private static void append(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : "\n\n").append(part);
    }
}
