package io.hooklatch.keys.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which URLs are a provider's own. A sender may name the URL of a key, so this decides before anything is looked up:
 * https, the usual port, no user, no fragment, and a host that fits as a whole.
 */
public final class HostPin {
    private static final int LONGEST = 1024;

    private final List<Pattern> hosts;
    private final Pattern path;

    /**
     * @param hosts patterns of host names in lower case, each of which has to fit the whole name
     * @param path a pattern that has to fit the whole raw path
     */
    public HostPin(List<String> hosts, String path) {
        this.hosts = hosts.stream().map(Pattern::compile).toList();
        this.path = Pattern.compile(path);
    }

    /** The URL, unless it is none of the provider's. */
    public Optional<URI> accepted(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '\\')) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            String host = url.getHost();
            boolean plain = "https".equals(url.getScheme())
                    && host != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getRawQuery() == null
                    && (url.getPort() == -1 || url.getPort() == 443);
            boolean ours = plain
                    && hosts.stream().anyMatch(pattern -> pattern.matcher(host).matches())
                    && path.matcher(url.getRawPath()).matches()
                    && !url.getRawPath().contains("/..");
            return ours ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
