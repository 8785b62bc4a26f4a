package io.hooklatch.diagnosis;

import io.hooklatch.message.Diagnosis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The last word on a diagnosis: no secret of any endpoint in it, no control character, no text without bound. */
final class Redaction {
    /** Shorter pieces are words that occur by accident. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    Redaction(Refusal refusal) {
        Set<String> all = new LinkedHashSet<>();
        List<Setup> setups = new ArrayList<>(refusal.elsewhere());
        setups.add(refusal.here());
        for (Setup setup : setups) {
            all.addAll(setup.secrets());
            all.addAll(setup.retired());
        }
        Set<String> pieces = new LinkedHashSet<>(all);
        for (String secret : all) {
            String bare = secret.strip();
            pieces.add(bare);
            pieces.add(Affixes.unquoted(bare));
            pieces.add(Affixes.withoutPrefix(bare));
        }
        this.secrets = pieces.stream()
                .filter(piece -> piece.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    Diagnosis of(Diagnosis diagnosis) {
        return new Diagnosis(
                diagnosis.cause(), diagnosis.confidence(), clean(diagnosis.evidence()), clean(diagnosis.fix()));
    }

    private String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "[secret]");
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < clean.length() && line.length() < Diagnosis.MAX_TEXT; i++) {
            char c = clean.charAt(i);
            line.append(c < 0x20 || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c) ? '?' : c);
        }
        return line.toString();
    }
}
