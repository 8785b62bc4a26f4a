package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/operations.md by section, in their order. */
final class OperationsPage {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final String PROGRAM = "./hooklatch ";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private OperationsPage() {}

    /** The command lines of each section; a section without any is left out. */
    static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        String section = "";
        boolean shell = false;
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("```")) {
                shell = line.equals("```sh");
            } else if (shell) {
                assertThat(line).as("a line of a block in " + section).startsWith(PROGRAM);
                sections.computeIfAbsent(section, none -> new ArrayList<>()).add(line.substring(PROGRAM.length()));
            } else {
                assertThat(line).as("outside of a block nothing is run").doesNotStartWith(PROGRAM);
            }
        }
        return sections;
    }

    /** What a shell would make of a command: words without their quotes. */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }
}
