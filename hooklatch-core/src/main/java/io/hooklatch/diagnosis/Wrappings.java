package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/** Bodies taken out of base64 or out of a JSON string, or put into them. */
final class Wrappings implements BodyHunt.Source {
    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        purse.work(6L * body.length);
        List<BodyHunt.Candidate> all = new ArrayList<>();
        String text = new String(body, StandardCharsets.ISO_8859_1).strip();
        if (text.matches("[A-Za-z0-9+/_-]+={0,2}")) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
                all.add(new BodyHunt.Candidate(Cause.BODY_WRAPPED, bytes, "decoded from base64"));
            } catch (IllegalArgumentException e) {
                // It only looked like base64, so there is no candidate.
                all.clear();
            }
        }
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            JsonText.string(body)
                    .ifPresent(inner -> all.add(new BodyHunt.Candidate(
                            Cause.BODY_WRAPPED,
                            inner.getBytes(StandardCharsets.UTF_8),
                            "taken out of the JSON string that it became")));
        }
        if (body.length > 0) {
            all.add(new BodyHunt.Candidate(
                    Cause.BODY_WRAPPED,
                    Base64.getEncoder().encode(body),
                    "written in base64, as the sender signed it"));
        }
        return all.iterator();
    }
}
