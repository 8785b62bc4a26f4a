package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a java and an mvn that only note how they are called. */
class LauncherTest {
    @TempDir
    Path directory;

    private Path root;
    private Path bin;
    private Path jar;

    @BeforeEach
    void makeATree() throws IOException {
        assumeFalse(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win"), "a shell is needed");
        root = Files.createDirectories(directory.resolve("a tree"));
        bin = Files.createDirectories(directory.resolve("jdk/bin"));
        jar = root.resolve("hooklatch-gateway/target/hooklatch.jar");
        Files.copy(Path.of("..", "hooklatch"), root.resolve("hooklatch"), StandardCopyOption.COPY_ATTRIBUTES);
        source("pom.xml");
        source("providers/index.txt");
        source("hooklatch-core/src/main/java/A.java");
        source("hooklatch-gateway/src/main/java/B.java");
        source("hooklatch-bench/src/main/java/C.java");
        java("21.0.2");
        program("javac", "exit 0");
        program(
                "mvn",
                "echo \"mvn $*\" >> '" + root + "/calls'; mkdir -p '" + jar.getParent() + "'; touch '" + jar + "'");
    }

    @Test
    void itBuildsTheJarOnceAndRunsItWithTheArguments() throws Exception {
        Run first = launch(root.resolve("hooklatch").toString(), "serve", "-c", "my file.yaml");
        Run second = launch(root.resolve("hooklatch").toString(), "--help");

        assertThat(first.output())
                .contains("building the jar, once")
                .contains("java [-Xmx256m] [-jar] [" + jar.toRealPath() + "] [serve] [-c] [my file.yaml]");
        assertThat(second.output()).startsWith("java [").doesNotContain("building");
        assertThat(builds()).singleElement().asString().contains("-pl hooklatch-gateway -am package");
    }

    @Test
    void itBuildsAgainWhenASourceIsNewerOrGone() throws Exception {
        launch(root.resolve("hooklatch").toString());
        assertThat(builds()).hasSize(1);

        for (String source : List.of(
                "pom.xml",
                "providers/index.txt",
                "hooklatch-core/src/main/java/A.java",
                "hooklatch-gateway/src/main/java")) {
            Files.setLastModifiedTime(
                    root.resolve(source), FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
            int before = builds().size();
            launch(root.resolve("hooklatch").toString());
            assertThat(builds()).as(source).hasSize(before + 1);
            age(root.resolve(source));
        }
    }

    @Test
    void whatDoesNotGoIntoTheJarCausesNoBuild() throws Exception {
        launch(root.resolve("hooklatch").toString());

        Path bench = root.resolve("hooklatch-bench/src/main/java/C.java");
        Files.setLastModifiedTime(bench, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
        launch(root.resolve("hooklatch").toString());

        assertThat(builds()).hasSize(1);
    }

    @Test
    void itWorksThroughLinksAndFromAnyDirectory() throws Exception {
        Path links = Files.createDirectories(directory.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), root.resolve("hooklatch"));
        Files.createSymbolicLink(links.resolve("two"), Path.of("one"));

        assertThat(launch(links.resolve("two").toString(), "--version").output())
                .contains("[" + jar.toRealPath() + "] [--version]");
    }

    @Test
    void optionsForTheJvmComeAfterTheDefaults() throws Exception {
        Run run = launch(
                "env",
                "HOOKLATCH_JAVA_OPTS=-Xmx1g -Dx=y",
                root.resolve("hooklatch").toString());

        assertThat(run.output()).contains("java [-Xmx256m] [-Xmx1g] [-Dx=y] [-jar]");
    }

    @Test
    void aFailedBuildIsSaidAndLeavesNoJar() throws Exception {
        program("mvn", "echo 'COMPILATION ERROR'; mkdir -p '" + jar.getParent() + "'; touch '" + jar + "'; exit 1");

        Run run = launch(root.resolve("hooklatch").toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output())
                .contains("COMPILATION ERROR", "hooklatch: the build failed")
                .doesNotContain("java [");
        assertThat(jar).doesNotExist();
    }

    @Test
    void aJavaThatIsTooOldIsPassedOver() throws Exception {
        java("1.8.0_392");

        Run run = launch(root.resolve("hooklatch").toString(), "--version");

        assertThat(run.output()).doesNotContain("java [");
    }

    private void java(String version) throws IOException {
        program(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2024-01-16' >&2; exit 0; fi\n"
                        + "printf java; for a in \"$@\"; do printf ' [%s]' \"$a\"; done; echo");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void source(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x", StandardCharsets.UTF_8);
        for (Path part = file; !part.equals(root); part = part.getParent()) {
            age(part);
        }
    }

    private static void age(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private List<String> builds() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls, StandardCharsets.UTF_8) : List.of();
    }

    private record Run(int exitCode, String output) {}

    private Run launch(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":/usr/bin:/bin");
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("HOOKLATCH_JAVA_OPTS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }
}
