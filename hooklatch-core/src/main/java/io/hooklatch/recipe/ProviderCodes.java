package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The code that recipe documents can refer to, by name. Immutable and thread-safe. */
final class ProviderCodes {
    private final Map<String, ProviderCode> byName = new LinkedHashMap<>();

    ProviderCodes(Iterable<ProviderCode> codes) {
        for (ProviderCode code : codes) {
            byName.put(code.name(), code);
        }
    }

    /** What the class path, or the module path, offers. */
    static ProviderCodes found() {
        return Found.CODES;
    }

    private static final class Found {
        static final ProviderCodes CODES =
                new ProviderCodes(ServiceLoader.load(ProviderCode.class, ProviderCode.class.getClassLoader()));
    }

    /**
     * The provider that this code makes of the parameters. Without any code at hand one that can be listed and not used,
     * so that the catalogue is whole whoever looks at it.
     *
     * @throws IllegalArgumentException when the code is unknown or refuses the parameters
     */
    Provider provider(String provider, String code, Map<String, ?> parameters) {
        ProviderCode known = byName.get(code);
        if (known != null) {
            return known.provider(provider, parameters);
        }
        if (byName.isEmpty()) {
            return new AbsentProvider(provider);
        }
        throw new IllegalArgumentException(
                "code is \"" + code + "\": " + Nearest.hint(code, List.copyOf(byName.keySet())));
    }
}
