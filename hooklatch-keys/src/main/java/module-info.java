/** Providers that sign with tokens, certificates or keys to be fetched. Start with {@code io.hooklatch.keys}. */
module io.hooklatch.keys {
    requires transitive io.hooklatch.core;
    requires com.nimbusds.jose.jwt;
    requires static org.jspecify;

    exports io.hooklatch.keys;
    exports io.hooklatch.keys.fetch;
    exports io.hooklatch.keys.net;

    provides io.hooklatch.recipe.ProviderCode with
            io.hooklatch.keys.code.JwsCode,
            io.hooklatch.keys.code.PublicKeyCode;
}
