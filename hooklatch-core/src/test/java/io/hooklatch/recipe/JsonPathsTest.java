package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"a"}                              | /id      | a
            {"id":7}                                | /id      | 7
            {"id":-1.50E+3}                         | /id      | -1.50E+3
            {"id":true}                             | /id      | true
            {"id":"\\u00e9\\n"}                       | /id      | 'é
            '
            {"x":{"id":"no"},"id":"a"}              | /id      | a
            {"data":{"object":{"id":"a"}}}          | /data/object/id | a
            {"data":{"x":[{"id":1}],"id":"a"}}      | /data/id | a
            [{"id":"a"},{"id":"b"}]                 | /1/id    | b
            {"list":["a","b","c"]}                  | /list/2  | c
            {"0":"a"}                               | /0       | a
            {"a/b":{"c~d":"x"}}                     | /a~1b/c~0d | x
            {"":{"":"x"}}                           | //       | x
            """)
    void readsScalars(String json, String pointer, String value) {
        assertThat(read(json, pointer)).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "17",
                "\"id\"",
                "[]",
                "{}",
                "{\"id\":{}}",
                "{\"id\":[\"a\"]}",
                "{\"ID\":\"a\"}",
                "{\"x\":{\"id\":\"a\"}}",
                "[{\"id\":\"a\"}]",
                "not json",
                "<id>a</id>",
                "id=a",
                "{id:\"a\"}",
                "{'id':'a'}",
                "{\"id\"",
                "{\"id\":",
                "{\"id\":\"a",
                "{\"x\":tru,\"id\":\"a\"}",
                "{\"x\":NaN,\"id\":\"a\"}",
                "{\"x\":+1,\"id\":\"a\"}",
                "{\"x\":01,\"id\":\"a\"}",
                "{\"x\":1,,\"id\":\"a\"}",
                "// c\n{\"id\":\"a\"}"
            })
    void fault46_whatIsNotThereOrNotJsonIsAbsent(String json) {
        assertThat(read(json, "/id")).containsOnlyNulls();
    }

    @Test
    void nullIsNothing() {
        assertThat(read("{\"id\":null}", "/id")).containsExactly("");
    }

    @Test
    void fault46_ofRepeatedKeysTheFirstDecides() {
        assertThat(read("{\"id\":\"a\",\"id\":\"b\"}", "/id")).containsExactly("a");
        assertThat(read("{\"data\":{\"id\":\"a\"},\"data\":{\"id\":\"b\"}}", "/data/id"))
                .containsExactly("a");
        assertThat(read("{\"data\":{},\"data\":{\"id\":\"b\"}}", "/data/id")).containsOnlyNulls();
        assertThat(read("{\"data\":1,\"data\":{\"id\":\"b\"}}", "/data/id")).containsOnlyNulls();
        assertThat(read("{\"id\":null,\"id\":\"b\"}", "/id")).containsExactly("");
    }

    @Test
    void severalPointersAreReadAtOnceInAnyOrder() {
        String json = "{\"type\":\"t\",\"data\":{\"x\":1,\"id\":\"d\"},\"id\":\"i\"}";
        assertThat(read(json, "/id", "/data/id", "/type", "/none", "/data/x"))
                .containsExactly("i", "d", "t", null, "1");
    }

    @Test
    void aValueAndWhatIsBelowItCanBothBeAskedFor() {
        assertThat(read("{\"a\":\"x\"}", "/a", "/a/b")).containsExactly("x", null);
        assertThat(read("{\"a\":{\"b\":\"y\"}}", "/a", "/a/b")).containsExactly(null, "y");
    }

    @Test
    void fault46_deepNestingIsGivenUpNotFollowed() {
        String deep = "[".repeat(100_000);
        assertThat(read("{\"x\":" + deep + "],\"id\":\"a\"}", "/id")).containsOnlyNulls();
        assertThat(read("{\"id\":\"a\",\"x\":" + deep, "/id")).containsExactly("a");
        assertThat(read("{\"x\":".repeat(100_000), "/x/x/x/id")).containsOnlyNulls();
    }

    @Test
    void fault46_hugeNumbersNamesAndTextsDoNotMatter() {
        String digits = "9".repeat(5000);
        assertThat(read("{\"id\":" + digits + "}", "/id").get(0))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNull(),
                        value -> assertThat(value).isEqualTo(digits));
        assertThat(read("{\"id\":\"a\",\"n\":" + digits + "}", "/id")).containsExactly("a");
        assertThat(read("{\"" + "n".repeat(1_000_000) + "\":1,\"id\":\"a\"}", "/id")
                        .get(0))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNull(),
                        value -> assertThat(value).isEqualTo("a"));
        assertThat(read("{\"n\":\"" + "n".repeat(5_000_000) + "\",\"id\":\"a\"}", "/id"))
                .containsExactly("a");
    }

    @Test
    void fault46_whatComesBeforeADefectIsKept() {
        assertThat(read("{\"id\":\"a\",\"type\":\"b\",\"x\":", "/id", "/type", "/x"))
                .containsExactly("a", "b", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "id", "id/x", "/a~", "/a~2b", "/~"})
    void aPointerThatIsNoneIsRefused(String pointer) {
        assertThatThrownBy(() -> JsonPaths.segments(pointer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON pointer \"" + pointer + "\"");
    }

    private static List<String> read(String json, String... pointers) {
        String[] values = new JsonPaths(List.of(pointers)).read(json.getBytes(StandardCharsets.UTF_8));
        return Arrays.asList(values);
    }
}
