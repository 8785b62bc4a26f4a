package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader of recipe documents names what is wrong, where, and what to write. */
class RecipeDocumentTest {
    private static final String OK = "\"algorithm\":\"hmac-sha256\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | signature, token, code and unverified: 0 of them are given
            {"unverified":true,"token":{"in":"header x"}}   | signature, token, code and unverified: 2 of them are given
            {"unverified":"yes"}                            | unverified is "yes": give true or false
            {"signature":"x"}                               | recipe acme: signature is "x": give an object
            {"signature":{"in":"header x"}}                 | recipe acme: signature.algorithm is missing
            {"signature":{"in":"header x","algorithm":"hmac-sha265"}} | did you mean hmac-sha256
            {"signature":{"in":"header x",OK,"encodng":"hex"}} | recipe acme: signature.encodng is unknown here: did you mean encoding?
            {"signature":{"in":"header x",OK,"encoding":"base46"}} | signature.encoding is "base46": did you mean base64
            {"signature":{"in":"heder x",OK}}               | recipe acme: signature.in: "heder x" names no place
            {"signature":{"in":"json id",OK}}               | recipe acme: signature.in: JSON pointer "id"
            {"signature":{"in":["header x",5],OK}}          | recipe acme: signature.in is "5": give text
            {"signature":{"in":"header x",OK,"signs":["bdy"]}} | recipe acme: signature.signs: "bdy" is no part
            {"signature":{"in":"header x",OK,"signs":[{"txt":"."}]}} | recipe acme: signature.signs.text is missing
            {"signature":{"in":"header x",OK,"signs":[{"text":".","x":1}]}} | recipe acme: signature.signs.x is unknown here
            {"signature":{"in":"header x",OK,"signs":[{"if_any":["body"]}]}} | signature.signs: signed part body is never absent
            {"signature":{"in":"header x",OK,"signs":[{"digest_of":["body"],"digest":"sha3"}]}} | digest "sha3": md5, sha1
            {"signature":{"in":"header x",OK,"sends":{"x y":"v"}}} | header name "x y"
            {"signature":{"in":"header x",OK,"signs":"timestamp"}} | the timestamp is signed but its place is missing
            {"signature":{"in":"header x",OK,"pairs":{"labels":"a"},"list":{}}} | signature.pairs and list
            {"signature":{"in":"header x",OK,"pairs":{"label":"a"}}} | signature.pairs.label is unknown here: did you mean labels or label_option?
            {"signature":{"in":"header x",OK,"pairs":{"labels":"a","label_option":"key_id"}}} | pairs have labels and a label_option
            {"signature":{"each":"json /items","in":"header x",OK}} | each element of json /items cannot have a proof of its own in header x
            {"signature":{"in":"header x",OK,"key":{"min_bytes":"a"}}} | signature.key.min_bytes is "a": give a whole number
            {"signature":{"in":"header x",OK},"timestamp":{"unit":"s"}} | timestamp.in, label and first: 0 of them
            {"signature":{"in":"header x",OK},"timestamp":{"in":"header t"}} | recipe acme: timestamp.unit is missing
            {"signature":{"in":"header x",OK},"timestamp":{"in":"header t","unit":"sec"}} | timestamp.unit is "sec"
            {"signature":{"in":"header x",OK},"timestamp":{"in":"header t","unit":"s","tolerance_s":0}} | timestamp.tolerance_s is 0: give a whole number of seconds above 0
            {"signature":{"in":"header x",OK},"timestamp":{"in":"header t","unit":"s","tolerance_s":1.5}} | timestamp.tolerance_s is "1.5": give a whole number
            {"signature":{"in":"header x",OK},"allow":"everything"} | "everything" is no risk
            {"signature":{"in":"header x",OK},"event-id":"json /id"} | recipe acme: event-id is unknown here: did you mean event_id
            {"token":{}}                                    | recipe acme: token.in is missing
            {"token":{"in":"header x","secret":"s"}}        | recipe acme: token.secret is unknown here
            {"token":{"in":"header x"},"timestamp":{}}      | recipe acme: timestamp is unknown here
            {"token":{"in":"header x"},"event_id":null}     | event_id is null: give a value or leave it out
            {"token":{"in":"header x"},"token":{}}          | recipe acme has the field "token" twice
            {"token":{"in":"header x"}} {}                  | recipe acme goes on after its closing }
            []                                              | recipe acme is no JSON object
            {"token":                                       | recipe acme is no JSON
            """)
    void aMistakeIsNamedWithItsFieldItsValueAndTheFix(String json, String message) {
        assertThatThrownBy(() -> Recipe.parse("acme", json.replace("OK", OK)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMapReadFromElsewhereIsADocumentToo() {
        Recipe recipe = Recipe.of(
                "acme",
                Map.of(
                        "signature",
                        Map.of("in", List.of("header x-sig"), "algorithm", "hmac-sha256", "repeats", false),
                        "timestamp",
                        Map.of("in", "header x-time", "unit", "s", "tolerance_s", 60),
                        "allow",
                        "timestamp-not-signed"));
        assertThat(recipe.optionNames()).containsExactly("tolerance_s");
        assertThatThrownBy(() -> Recipe.of("acme", Map.of("token", Map.of(5, "x"))))
                .hasMessageContaining("recipe acme: token is an object: give an object with named fields");
    }

    @ParameterizedTest
    @CsvSource({
        "tolerance, 5, 'option tolerance means nothing to stripe: did you mean tolerance_s?'",
        "url, https://x, 'option url means nothing to stripe: known are tolerance_s'",
        "tolerance_s, 0, 'option tolerance_s is \"0\": give a whole number of seconds above 0'",
        "tolerance_s, -1, 'option tolerance_s is \"-1\"'",
        "tolerance_s, 5m, 'option tolerance_s is \"5m\"'",
        "tolerance_s, '', 'option tolerance_s is \"\"'",
        "tolerance_s, 99999999999999999999, 'option tolerance_s is'"
    })
    void aWrongOptionIsRefused(String name, String value, String message) {
        assertThatThrownBy(() -> Samples.recipe("stripe").verifier(List.of("a-secret-of-ours"), Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anOptionOfARecipeWithoutOptionsIsRefused() {
        assertThatThrownBy(() ->
                        Samples.recipe("github").verifier(List.of("a-secret-of-ours"), Map.of("tolerance_s", "5")))
                .hasMessage("option tolerance_s means nothing to github: none is known here");
    }

    @Test
    void aUrlThatIsNoneIsRefused() {
        Recipe recipe =
                Recipe.hmacSha256().header("x").signs(Part.url(), Part.body()).build();
        for (String url : List.of("/in", "example.com/in", "ftp://x/", "https://a b/")) {
            assertThatThrownBy(() -> recipe.verifier(List.of("a-secret-of-ours"), Map.of("url", url)))
                    .hasMessageContaining("option url is \"" + url + "\": give an absolute URL");
        }
    }

    @Test
    void anOptionThatIsSignedMustBeSet() {
        Recipe recipe = Recipe.parse(
                "shop",
                "{\"signature\":{\"in\":\"header x\"," + OK + ",\"signs\":[{\"option\":\"app_key\"},\"body\"]}}");
        assertThat(recipe.optionNames()).containsExactly("app_key");
        for (Map<String, String> options : List.of(Map.<String, String>of(), Map.of("app_key", " "))) {
            assertThatThrownBy(() -> recipe.verifier(List.of("a-secret-of-ours"), options))
                    .hasMessage("option app_key is missing: shop signs it; give the value that the provider shows");
        }
    }

    @Test
    void anOperatorMayNameTheHeaderWhereTheRecipeLetsHim() {
        Recipe token = Recipe.parse("okta", "{\"token\":{\"header_option\":true}}");
        assertThatThrownBy(() -> token.verifier(List.of("a-secret-of-ours"), Map.of()))
                .hasMessageContaining("option header is missing: okta needs the name of the header");
        Verifier verifier = token.verifier(List.of("a-secret-of-ours"), Map.of("header", "X-Own"));
        assertThat(verifier.credentialHeaders()).contains("x-own");
        Recipe signed = Recipe.parse(
                "grafana", "{\"signature\":{\"in\":\"header x-grafana\",\"header_option\":true," + OK + "}}");
        assertThat(signed.verifier(List.of("a-secret-of-ours"), Map.of("header", "x-own"))
                        .verify(Samples.signed("github"), Samples.NOW)
                        .detail())
                .isEqualTo("missing signature header: x-own");
    }
}
