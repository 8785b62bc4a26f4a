/** The inbox as a library. Start with the package {@code io.hooklatch}. */
module io.hooklatch.core {
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static org.jspecify;

    uses io.hooklatch.recipe.ProviderCode;

    exports io.hooklatch;
    exports io.hooklatch.message;
    exports io.hooklatch.recipe;
    exports io.hooklatch.diagnosis;
    exports io.hooklatch.store;
    exports io.hooklatch.observe;
    exports io.hooklatch.export;
    exports io.hooklatch.receive;
    exports io.hooklatch.work;
    exports io.hooklatch.operate;
    exports io.hooklatch.retention;
}
