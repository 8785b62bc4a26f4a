package io.hooklatch.recipe;

/** Makes the bodies of samples differ where no name does. */
final class SampleMarks {
    private static final String MARK = "hooklatch_sample";

    private SampleMarks() {}

    /** A body, marked where its form allows it; otherwise as it is. */
    static String in(String body, String mark, boolean form) {
        String end = body.stripTrailing();
        if (end.endsWith("}") && end.length() > 2) {
            return inObject(end, mark);
        }
        if (end.startsWith("[") && end.endsWith("}]")) {
            return inObject(end.substring(0, end.length() - 1), mark) + "]";
        }
        if (end.startsWith("<") && end.endsWith(">")) {
            return afterXml(end, mark);
        }
        return form ? body + "&" + MARK + "=" + mark : body;
    }

    /** A JSON object that is not empty, with one member more. */
    static String inObject(String object, String mark) {
        return object.substring(0, object.length() - 1) + ",\"" + MARK + "\":\"" + mark + "\"}";
    }

    /** A document with a comment after its root. */
    static String afterXml(String document, String mark) {
        return document + "<!-- " + MARK + " " + mark.replace("--", "-") + " -->";
    }
}
