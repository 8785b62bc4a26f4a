package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.ConfigException;
import io.hooklatch.gateway.config.ConfigFile;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.gateway.store.OpenStore;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which inbox is meant. */
public final class Reach {
    /** The variable with the API key: unlike an argument, other users of the machine cannot see it. */
    static final String KEY = "HOOKLATCH_KEY";

    private static final String HELD = System.lineSeparator()
            + "While a gateway runs on it, ask that one: leave --store and -c out, or give --url.";
    private static final String URL = "HOOKLATCH_URL";
    private static final String USUAL = "http://127.0.0.1:9090";

    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The admin port of a running gateway; else the variable " + URL + ", else " + USUAL + ".")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The file that holds the API key; else the variable " + KEY + " holds it.")
    private @Nullable Path keyFile;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Instead of a gateway: the SQLite file of an inbox that nobody runs now.")
    private @Nullable Path store;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Instead of a gateway: the configuration of one that does not run now.")
    private @Nullable Path config;

    /** @param environment the variables of the process */
    public Reach(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Opens the way that the options name. */
    public Operator open() throws CommandFailure {
        one();
        if (store != null) {
            return direct(new StoreConfig.Sqlite(store), Optional.empty());
        }
        if (config != null) {
            GatewayConfig read = read(config);
            return direct(read.store(), Optional.of(read));
        }
        return new RemoteOperator(url(url == null ? environment.getOrDefault(URL, USUAL) : url), key());
    }

    /** Whether a running gateway is meant rather than the store itself. */
    public boolean running() {
        return store == null && config == null;
    }

    /** The admin API of the running gateway. */
    public Api gateway() throws CommandFailure {
        one();
        return new Api(url(url == null ? environment.getOrDefault(URL, USUAL) : url), key());
    }

    /** Where the store itself is that the options name. */
    public StoreConfig place() throws CommandFailure {
        one();
        if (store != null) {
            return new StoreConfig.Sqlite(store);
        }
        return configuration().store();
    }

    /** The configuration, where what is done needs it. */
    public GatewayConfig configuration() throws CommandFailure {
        one();
        if (config == null) {
            throw new CommandFailure(ExitCode.USAGE, "this needs the configuration: name it with -c");
        }
        return read(config);
    }

    /** The store itself, opened by this process. */
    public OwnStore own() throws CommandFailure {
        return own(place());
    }

    /** This store, opened by this process. */
    public static OwnStore own(StoreConfig place) throws CommandFailure {
        require(place);
        try {
            return OwnStore.open(place);
        } catch (StoreException e) {
            String held = place instanceof StoreConfig.Sqlite ? HELD : "";
            throw new CommandFailure(ExitCode.CANNOT_START, e.getMessage() + held, e);
        }
    }

    /** Refuses a file that is not there: opening it would make a new inbox. */
    public static void require(StoreConfig place) throws CommandFailure {
        if (place instanceof StoreConfig.Sqlite sqlite && !Files.exists(sqlite.file())) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START,
                    SqliteBackup.stopped(sqlite.file()).orElse("there is no inbox at " + sqlite.file()));
        }
    }

    private void one() throws CommandFailure {
        int ways = (url == null ? 0 : 1) + (store == null ? 0 : 1) + (config == null ? 0 : 1);
        if (ways > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--url, --store and --config are three ways to an inbox: give one of them");
        }
    }

    private static Operator direct(StoreConfig place, Optional<GatewayConfig> config) throws CommandFailure {
        boolean file = place instanceof StoreConfig.Sqlite;
        require(place);
        try {
            OpenStore opened = OpenStore.open(place);
            return new DirectOperator(place.describe(), opened, config);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, e.getMessage() + (file ? HELD : ""), e);
        }
    }

    private GatewayConfig read(Path file) throws CommandFailure {
        try {
            return ConfigFile.read(file, environment);
        } catch (ConfigException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + " cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }

    private static URI url(String text) throws CommandFailure {
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getPath().isEmpty() && url.getUserInfo() == null) {
                return url;
            }
            throw new CommandFailure(
                    ExitCode.USAGE, "--url: it is http://HOST:PORT or https://HOST:PORT of the admin port, no more");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--url: it is no URL", e);
        }
    }

    private Optional<Secret> key() throws CommandFailure {
        if (keyFile == null) {
            return Optional.of(environment.getOrDefault(KEY, ""))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(Secret::of);
        }
        try {
            String text = Files.readString(keyFile).strip();
            if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new CommandFailure(ExitCode.USAGE, "--key: " + keyFile + " holds no API key in one line");
            }
            return Optional.of(Secret.of(text));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--key names the file that holds the key, never the key; it cannot be read", e);
        }
    }
}
