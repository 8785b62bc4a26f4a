package io.hooklatch.gateway.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** The file as a tree of nodes that know where they stand; nothing is bound, and no type is guessed. */
final class YamlDocument {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private YamlDocument() {}

    static Value read(Path file, Reading reading) throws ConfigException {
        String text = text(file, reading);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw reading.unreadable(1, 1, "the file is empty: it needs at least an endpoint");
            }
            return new Value(root, root, "", reading);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw reading.unreadable(
                    mark.getLine() + 1, mark.getColumn() + 1, "not YAML: " + problem(e) + hint(text, mark));
        } catch (ReaderException e) {
            throw reading.unreadable(
                    line(text, e.getPosition()), 1, "not YAML: a control character stands in this line");
        } catch (YAMLException e) {
            throw reading.unreadable(
                    0, 0, "not YAML that is accepted here: it is too large, too deep or has too many aliases");
        }
    }

    private static String text(Path file, Reading reading) throws ConfigException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw reading.unreadable(0, 0, "the file does not exist: name another one with -c");
        } catch (CharacterCodingException e) {
            throw reading.unreadable(0, 0, "the file is not UTF-8 text");
        } catch (AccessDeniedException e) {
            throw reading.unreadable(0, 0, "the file may not be read by this user");
        } catch (IOException e) {
            throw reading.unreadable(
                    0, 0, "the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The parser's own words, unless they quote the file, which may hold secrets. */
    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem();
        return problem == null || problem.matches(".*(alias|anchor|tag).*")
                ? "an alias (*) or tag (!) is not defined; quote a value that begins with such a character"
                : problem;
    }

    /** Two mistakes that everybody makes once. */
    private static String hint(String text, Mark mark) {
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        if (line.contains("${") && (line.contains("[") || line.contains(": {"))) {
            return "; inside [ ] and { } write a reference in quotes: \"${NAME}\"";
        }
        return line.contains("*") ? "; write a value that begins with * in quotes: \"*\"" : "";
    }

    private static int line(String text, int position) {
        return (int) text.codePoints().limit(position).filter(c -> c == '\n').count() + 1;
    }
}
