package io.hooklatch.bench.process;

import io.hooklatch.bench.load.StripeTraffic;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the servers that are compared, running in a directory of its own. */
public final class Server implements AutoCloseable {
    /** The largest heap of every server. */
    public static final String HEAP = "-Xmx256m";

    /** Which. */
    public enum Kind {
        /** The gateway as it is shipped, receiving Stripe's webhooks into SQLite. */
        GATEWAY,
        /** The gateway's ingress and verification with a store that keeps nothing. */
        STORES_NOTHING,
        /** A controller of Spring MVC with stripe-java and one insert per request. */
        CONTROLLER
    }

    private final ChildProcess process;
    private final InetSocketAddress address;
    private final Path database;

    private Server(ChildProcess process, InetSocketAddress address, Path database) {
        this.process = process;
        this.address = address;
        this.database = database;
    }

    /**
     * Starts it; it does not answer yet.
     *
     * @param jar the gateway as one executable jar
     */
    public static Server start(Kind kind, Path jar, Path directory) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("--jar " + jar + ": there is no such file; build it with: make jar");
        }
        int port = freePort();
        Path database = directory.resolve("inbox.db");
        List<String> command = switch (kind) {
            case GATEWAY -> {
                Path config = directory.resolve("hooklatch.yaml");
                Files.writeString(config, gatewayConfig(port, freePort()), StandardCharsets.UTF_8);
                yield List.of(HEAP, "-jar", jar.toString(), "serve", "-c", config.toString());
            }
            case STORES_NOTHING ->
                List.of(
                        HEAP,
                        "-cp",
                        jar + File.pathSeparator + ownClasses(),
                        "io.hooklatch.bench.http.StoresNothing",
                        Integer.toString(port));
            case CONTROLLER ->
                List.of(
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.hooklatch.bench.spring.WebhookApplication",
                        Integer.toString(port),
                        database.toString());
        };
        ChildProcess process = ChildProcess.java(directory, directory.resolve("output.txt"), command);
        return new Server(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), database);
    }

    private static String gatewayConfig(int port, int adminPort) {
        return """
                listen: 127.0.0.1:%d
                admin: 127.0.0.1:%d
                store:
                  sqlite: inbox.db
                endpoints:
                  stripe:
                    path: %s
                    provider: stripe
                    secrets: ["%s"]
                """.formatted(port, adminPort, StripeTraffic.PATH, StripeTraffic.SECRET);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(Server.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the benchmark's classes are at no file", e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public ChildProcess process() {
        return process;
    }

    /** Where it keeps what it stores, if it stores. */
    public Path database() {
        return database;
    }

    @Override
    public void close() {
        process.close();
    }
}
