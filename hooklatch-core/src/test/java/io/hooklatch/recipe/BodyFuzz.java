package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.List;

/** What is read out of a body before anybody knows who sent it, and out of the target. */
class BodyFuzz {
    private static final Verifier JSON = Fuzzed.verifier("{\"signature\":{\"in\":\"json /signature/value\","
            + "\"encoding\":\"hex\",\"algorithm\":\"hmac-sha256\",\"signs\":[\"timestamp\",\"json /0/id\"]},"
            + "\"timestamp\":{\"in\":\"json /signature/t\",\"unit\":\"s\",\"tolerance_s\":300},"
            + "\"delivery_id\":\"json /a~1b\",\"event_id\":[\"json /id\",\"json /data/object/id\",\"json /1\"],"
            + "\"event_type\":\"json /type\",\"allow\":\"body-not-signed\"}");
    private static final Verifier FORM = Fuzzed.verifier("{\"signature\":{\"in\":\"form sig\",\"encoding\":\"base64\","
            + "\"algorithm\":\"hmac-sha1\",\"signs\":[\"sorted form\",\"form id\"]},\"delivery_id\":\"form id\","
            + "\"event_id\":\"form é b\",\"allow\":[\"weak-digest\",\"body-not-signed\"]}");
    private static final Verifier TARGET = Fuzzed.verifier("{\"signature\":{\"in\":\"query sig\",\"encoding\":"
            + "\"hex\",\"algorithm\":\"hmac-sha256\",\"signs\":[\"path\",\"query n\",\"body\"]},"
            + "\"event_id\":\"query id\",\"event_type\":\"query type\"}");

    private static final Verifier BATCH = Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"algorithm\":"
            + "\"hmac-sha256\"},\"events\":\"json /e/0\",\"event_id\":\"json /id\","
            + "\"event_type\":[\"json /type\",\"delivery json /type\"]}");

    /** Elements are of the body, in their order, and neither empty nor one within the other. */
    @FuzzTest
    void batch(byte[] body) {
        Request request = Request.post("/", Headers.none(), body);
        Fuzzed.check(BATCH, request, Samples.NOW);
        int end = 0;
        for (BatchEvent event : BATCH.batch(request).map(Batch::events).orElse(List.of())) {
            Element element = event.element();
            if (element.from() < end
                    || element.of(body).length == 0
                    || event.keys().size() != 1) {
                throw new AssertionError(event + " after byte " + end);
            }
            end = element.from() + element.length();
        }
    }

    private static final Verifier IN_FORM = Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"algorithm\":"
            + "\"hmac-sha256\"},\"events\":\"form e json\",\"event_type\":\"json /type\"}");

    /** The same of an array in a form, whose elements are what the field stands for. */
    @FuzzTest
    void batchInForm(byte[] field) {
        byte[] body = new byte[field.length + 2];
        body[0] = 'e';
        body[1] = '=';
        System.arraycopy(field, 0, body, 2, field.length);
        Request request = Request.post("/", Headers.none(), body);
        Fuzzed.check(IN_FORM, request, Samples.NOW);
        int end = 2;
        for (BatchEvent event : IN_FORM.batch(request).map(Batch::events).orElse(List.of())) {
            Element element = event.element();
            byte[] own = element.of(body);
            if (element.from() < end || own.length == 0 || own.length > element.length()) {
                throw new AssertionError(event + " after byte " + end);
            }
            end = element.from() + element.length();
        }
    }

    @FuzzTest
    void json(byte[] body) {
        Fuzzed.check(JSON, Request.post("/", Headers.none(), body), Samples.NOW);
    }

    @FuzzTest
    void form(byte[] body) {
        Fuzzed.check(FORM, Request.post("/", Headers.none(), body), Samples.NOW);
    }

    @FuzzTest
    void target(byte[] target) {
        Fuzzed.check(TARGET, Request.post(Fuzzed.text(target, 0), Headers.none(), Samples.BODY), Samples.NOW);
    }
}
