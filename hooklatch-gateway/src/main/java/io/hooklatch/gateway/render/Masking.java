package io.hooklatch.gateway.render;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.message.Header;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a role may see of a stored request. What is a credential by the recipe is a digest in the store already; viewers see
 * not even that, nor anything that may be one by its name, nor what stands in the query of a target.
 */
public final class Masking {
    private static final Pattern CREDENTIAL = Pattern.compile(
            "cookie|set-cookie|.*(auth|token|secret|passw|credential|session|signature|api-?key|apikey|-key$|hmac|jwt).*");
    private static final String HIDDEN = "***";

    private Masking() {}

    /** Whether the value of this line is kept from this role, or was never stored. */
    public static boolean masks(Header line, Role role) {
        return line.masked()
                || (!role.covers(Role.OPERATOR)
                        && CREDENTIAL
                                .matcher(line.name().toLowerCase(Locale.ROOT))
                                .matches());
    }

    /** The value of this line as this role sees it: nothing where a viewer must not see it. */
    public static String value(Header line, Role role) {
        return masks(line, role) && !role.covers(Role.OPERATOR) ? "" : line.value();
    }

    /** The target as this role sees it: for viewers with its parameters' names only. */
    public static String target(String target, Role role) {
        int query = target.indexOf('?');
        if (query < 0 || role.covers(Role.OPERATOR)) {
            return target;
        }
        StringBuilder masked = new StringBuilder(target.substring(0, query));
        char before = '?';
        for (String pair : target.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            masked.append(before).append(equals < 0 ? HIDDEN : pair.substring(0, equals + 1) + HIDDEN);
            before = '&';
        }
        return masked.toString();
    }
}
