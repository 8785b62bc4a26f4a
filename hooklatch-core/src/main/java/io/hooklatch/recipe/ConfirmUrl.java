package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a URL that is to be called, and lets only those pass that a recipe expects. */
final class ConfirmUrl {
    private static final int HTTPS = 443;

    private ConfirmUrl() {}

    static Optional<URI> of(Optional<HandshakeRule.Confirmation> rule, Request request) throws Unanswerable {
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        From place = rule.get().url();
        @Nullable String text = new Values(List.of(place)).read(request)[0];
        if (text == null || text.length() > AnswerSources.MAX_VALUE) {
            throw new Unanswerable("no URL to call stands at " + place);
        }
        return Optional.of(checked(place, text, rule.get().hosts()));
    }

    /** https, an expected host, its own port, and no name or password. */
    private static URI checked(From place, String text, List<String> hosts) throws Unanswerable {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new Unanswerable("what stands at " + place + " is no URL");
        }
        String host = url.getHost();
        boolean plain = "https".equalsIgnoreCase(url.getScheme())
                && host != null
                && (url.getPort() == -1 || url.getPort() == HTTPS)
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
        if (!plain) {
            throw new Unanswerable("the URL at " + place + " is none of https with a host and nothing unusual");
        }
        if (hosts.stream().noneMatch(pattern -> fits(host.toLowerCase(Locale.ROOT), pattern))) {
            throw new Unanswerable("the URL at " + place + " leads to a host that is not expected");
        }
        return url;
    }

    private static boolean fits(String host, String pattern) {
        String[] labels = host.split("\\.", -1);
        String[] wanted = pattern.split("\\.", -1);
        boolean fits = labels.length == wanted.length;
        for (int i = 0; fits && i < labels.length; i++) {
            fits = wanted[i].equals("*") ? labels[i].matches("[a-z0-9-]{1,63}") : labels[i].equals(wanted[i]);
        }
        return fits;
    }
}
