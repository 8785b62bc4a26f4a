package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTextTest {
    @ParameterizedTest
    @CsvSource({
        "id=a, a",
        "x=1&id=a&y=2, a",
        "id=a&id=b, a",
        "id=a+b%20c, a b c",
        "id=%C3%A9, é",
        "id=%c3%a9, é",
        "%69%64=a, a",
        "id=a=b, a=b",
        "id=100%, 100%",
        "id=%zz%4, %zz%4",
        "&&id=a, a",
        "id=%E9, é"
    })
    void readsTheFirstFieldOfAName(String text, String value) {
        assertThat(FormText.first(Samples.utf8(text), "id")).isEqualTo(value);
    }

    @Test
    void aFieldThatIsNotThereIsAbsentAndOneWithoutValueIsEmpty() {
        assertThat(FormText.first(Samples.utf8("ids=a&xid=b"), "id")).isNull();
        assertThat(FormText.first(new byte[0], "id")).isNull();
        assertThat(FormText.first(Samples.utf8("id"), "id")).isEmpty();
        assertThat(FormText.first(Samples.utf8("id=&id=b"), "id")).isEmpty();
    }

    @Test
    void sortsByNameThenByValueAndTakesEqualPairsOnce() {
        assertThat(sorted("b=2&a=9&b=1&a=9&B=0")).isEqualTo("B0a9b1b2");
        assertThat(sorted("")).isEmpty();
        assertThat(sorted("a&c=%26")).isEqualTo("ac&");
    }

    private static String sorted(String text) {
        return FormText.sorted(Samples.utf8(text)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
