package io.hooklatch.recipe;

/** Contradictions within a signature scheme, whoever wrote it. */
final class SchemeChecks {
    private SchemeChecks() {}

    /** The scheme, when it makes sense. */
    static SignatureScheme checked(SignatureScheme scheme) {
        require(
                !scheme.in().isEmpty() || scheme.headerOption(),
                "the place of the signature is missing: name its header");
        for (From from : scheme.in()) {
            if (from.isComputed()) {
                throw new IllegalArgumentException("a signature cannot stand in " + from.describe()
                        + ": name a header, JSON pointer, form field or query parameter");
            }
        }
        checkFormat(scheme.format());
        if (scheme.timestamp().isPresent()) {
            checkTimestamp(scheme.timestamp().get(), scheme.format());
        }
        require(!scheme.signs().isEmpty(), "nothing is signed: name the signed parts");
        require(
                !scheme.signs().contains(Part.timestamp()) || scheme.timestamp().isPresent(),
                "the timestamp is signed but its place is missing: say where it is");
        boolean secretSigned = false;
        for (Part part : scheme.signs()) {
            secretSigned |= part.kind() == Part.Kind.SECRET || part.kind() == Part.Kind.SECRET_IN_BODY;
        }
        boolean digest = scheme.algorithm().family() == Algorithm.Family.DIGEST;
        if (secretSigned != digest) {
            throw new IllegalArgumentException(scheme.algorithm().text()
                    + (digest
                            ? " without the secret among the signed parts proves nothing: add the part secret"
                            : " must not sign the secret itself: leave out the part secret"));
        }
        return scheme;
    }

    private static void checkFormat(SignatureFormat format) {
        boolean value = format.shape() == SignatureFormat.Shape.VALUE;
        require(value || !format.separator().isEmpty(), "the separator of the signatures is empty: give one");
        if (format.shape() == SignatureFormat.Shape.PAIRS) {
            boolean byOption = !format.labelOption().isEmpty();
            require(
                    byOption || !format.labels().isEmpty(),
                    "pairs without a label for signatures: name the accepted ones, or the option that names one");
            require(
                    !byOption || format.labels().isEmpty(),
                    "pairs have labels and a label_option: leave out one of the two");
            require(!format.labels().contains(""), "a label of a signature is empty: give it a name");
            require(!format.equals().isEmpty(), "pairs with nothing between label and value: give it, such as =");
        }
    }

    private static void checkTimestamp(TimestampRule rule, SignatureFormat format) {
        switch (rule.place()) {
            case VALUE -> require(!rule.from().isEmpty(), "the place of the timestamp is missing: name its header");
            case LABEL -> {
                require(
                        format.shape() == SignatureFormat.Shape.PAIRS,
                        "the timestamp has the label " + rule.label() + " but the signatures are no pairs: say pairs");
                if (format.labels().contains(rule.label())) {
                    throw new IllegalArgumentException("the label " + rule.label()
                            + " is both a signature's and the timestamp's: give them two names");
                }
            }
            case FIRST ->
                require(
                        format.shape() == SignatureFormat.Shape.LIST,
                        "the timestamp is the first item but the signatures are no list: say list");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
