package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pieces of the documentation, and the regions of tests that they are copies of. */
final class Snippets {
    /** Maven runs the tests of a module in its directory. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Snippets() {}

    /** The code block that follows {@code <!-- snippet: name -->} in the README. */
    static String inReadme(String name) throws IOException {
        return inPage("README.md", name);
    }

    /** The code block that follows {@code <!-- snippet: name -->} in a page named from the root. */
    static String inPage(String page, String name) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(page), StandardCharsets.UTF_8);
        int mark = lines.indexOf("<!-- snippet: " + name + " -->");
        assertThat(mark).as(page + " has a snippet " + name).isNotNegative();
        assertThat(lines.get(mark + 1)).startsWith("```");
        List<String> rest = lines.subList(mark + 2, lines.size());
        return String.join("\n", rest.subList(0, rest.indexOf("```")));
    }

    /** The region of a test of this package from {@code // snippet:name} to {@code // end}, as a block of its own. */
    static String inTest(String test, String name) throws IOException {
        Path source = ROOT.resolve("hooklatch-gateway/src/test/java/io/hooklatch/gateway/docs/" + test + ".java");
        List<String> lines = Files.readAllLines(source, StandardCharsets.UTF_8);
        int from = index(lines, "// snippet:" + name) + 1;
        int to = from + index(lines.subList(from, lines.size()), "// end");
        String block = String.join("\n", lines.subList(from, to)).stripIndent();
        return block.startsWith("try (") ? block + "\n}" : block;
    }

    private static int index(List<String> lines, String mark) {
        List<String> stripped = lines.stream().map(String::strip).toList();
        assertThat(stripped).contains(mark);
        return stripped.indexOf(mark);
    }
}
