package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901) as text. */
final class JsonPaths {
    private JsonPaths() {}

    /**
     * The decoded segments of a pointer below the root.
     *
     * @throws IllegalArgumentException when it is none
     */
    static List<String> segments(String pointer) {
        if (pointer.length() < 2 || pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "JSON pointer \"" + pointer + "\": begin with / and name a field, as in /data/id");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : pointer.substring(1).split("/", -1)) {
            if (segment.replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
                throw new IllegalArgumentException(
                        "JSON pointer \"" + pointer + "\": write ~ as ~0 and / within a name as ~1");
            }
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return segments;
    }
}
