package io.hooklatch.oracles;

import java.lang.reflect.Proxy;

/** Stands in for the HTTP client that a library wants to have. Nothing in these tests may use it. */
final class NoClient {
    private NoClient() {}

    static <T> T of(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new AssertionError("called over the network: " + method);
                });
        return type.cast(proxy);
    }
}
