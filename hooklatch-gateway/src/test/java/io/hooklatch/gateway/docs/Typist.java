package io.hooklatch.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.cli.CliRig;
import io.hooklatch.gateway.cli.data.Doc;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types the commands of one section of docs/operations.md, each once and in their order. */
final class Typist {
    private final CliRig cli = new CliRig();
    private final Map<String, String> standsFor = new LinkedHashMap<>();
    private final Deque<String> left;

    Typist(String section) throws IOException {
        List<String> commands = OperationsPage.sections().get(section);
        assertThat(commands).as("commands of the section " + section).isNotNull();
        left = new ArrayDeque<>(commands);
    }

    /** Sets a variable of the environment of all that follows. */
    Typist with(String variable, String value) {
        cli.with(variable, value);
        return this;
    }

    /** From now on this text of the page stands for that one of the test. */
    Typist reads(String text, String meant) {
        standsFor.put(text, meant);
        return this;
    }

    /** Types the next command of the page, which begins so; it has to succeed. */
    String types(String begin, String... more) {
        return types(0, begin, more);
    }

    /** As above with another exit code, and with more words than the page has. */
    String types(int exitCode, String begin, String... more) {
        String command = left.poll();
        assertThat(command).as("the next command of the page").isNotNull().startsWith(begin);
        List<String> words = new ArrayList<>();
        for (String word : OperationsPage.words(command)) {
            for (Map.Entry<String, String> entry : standsFor.entrySet()) {
                word = word.replace(entry.getKey(), entry.getValue());
            }
            assertThat(word).as("a variable of " + command).doesNotContain("$");
            words.add(word);
        }
        words.addAll(List.of(more));
        CliRig.Run run = cli.run(words.toArray(String[]::new));
        String said = run.out() + run.err();
        assertThat(run.exitCode()).as(command + "\n" + said).isEqualTo(exitCode);
        assertThat(said).doesNotContain(NightRig.SECRET);
        return said;
    }

    /** The id of the newest item of a list. */
    String newest(String... list) {
        List<String> words = new ArrayList<>(List.of(list));
        words.addAll(List.of("--json", "--limit", "1"));
        CliRig.Run run = cli.run(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Doc.parse(run.out()).or("id", "");
    }

    /** Every command of the section was typed. */
    void isDone() {
        assertThat(left).as("commands of the page that this test does not run").isEmpty();
    }
}
