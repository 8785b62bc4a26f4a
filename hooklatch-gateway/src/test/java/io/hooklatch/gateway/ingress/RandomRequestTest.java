package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests made by chance, from a fixed seed: whole ones must arrive whole, broken ones must break nothing. */
class RandomRequestTest {
    private static final Set<Integer> KNOWN = Set.of(100, 200, 400, 404, 405, 413, 414, 417, 431, 505);
    private static final String NAME_CHARS = "abzAZ09!#$%&'*+-.^_`|~";

    private record Sample(byte[] bytes, List<Header> headers, byte[] body) {}

    @Test
    void fault42_wholeRequestsArriveWholeInPiecesOfAnySize() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            List<Sample> sent = new ArrayList<>();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = random.nextInt(4); i >= 0; i--) {
                Sample sample = sample(random);
                sent.add(sample);
                all.writeBytes(sample.bytes());
            }
            try (FakeInbox inbox = new FakeInbox().answeringAtOnce()) {
                List<Integer> statuses =
                        PieceByPiece.statuses(all.toByteArray(), inbox, 1 + random.nextInt(all.size()));

                assertThat(statuses).as("round %d", round).hasSize(sent.size()).containsOnly(200);
                for (int i = 0; i < sent.size(); i++) {
                    Request kept = inbox.received().get(i);
                    assertThat(kept.headers().list()).isEqualTo(sent.get(i).headers());
                    assertThat(kept.body()).isEqualTo(sent.get(i).body());
                }
            }
        }
    }

    @Test
    void fault44_brokenRequestsGetOneCleanAnswerOrNone() {
        Random random = new Random(44);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = sample(random).bytes();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = broken(bytes, random);
            }
            try (FakeInbox inbox = new FakeInbox().answeringAtOnce()) {
                List<Integer> statuses = PieceByPiece.statuses(bytes, inbox, 1 + random.nextInt(bytes.length + 1));

                assertThat(KNOWN).as("round %d", round).containsAll(statuses);
                assertThat(statuses.stream().filter(status -> status == 200))
                        .hasSize(inbox.received().size());
            }
        }
    }

    private static byte[] broken(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        int at = random.nextInt(Math.max(1, copy.length));
        switch (random.nextInt(4)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) "\r\n \t:;,\0/0".charAt(random.nextInt(10));
            case 2 -> copy = Arrays.copyOf(copy, Math.max(1, at));
            default -> {
                ByteArrayOutputStream twice = new ByteArrayOutputStream();
                twice.write(copy, 0, at);
                twice.write(copy, Math.max(0, at - 10), copy.length - Math.max(0, at - 10));
                copy = twice.toByteArray();
            }
        }
        return copy;
    }

    private static Sample sample(Random random) {
        byte[] body = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(3000)];
        random.nextBytes(body);
        boolean chunked = random.nextBoolean();
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "h:80")));
        for (int i = random.nextInt(10); i > 0; i--) {
            headers.add(new Header(name(random), value(random)));
        }
        headers.add(
                random.nextInt(headers.size() + 1),
                chunked
                        ? new Header("transfer-ENCODING", "Chunked")
                        : new Header("content-Length", Integer.toString(body.length)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, "POST /hooks/acme HTTP/1.1\r\n");
        for (Header header : headers) {
            write(bytes, header.name() + ":" + blanks(random) + header.value() + blanks(random) + "\r\n");
        }
        write(bytes, "\r\n");
        if (chunked) {
            writeChunks(bytes, body, random);
        } else {
            bytes.writeBytes(body);
        }
        return new Sample(bytes.toByteArray(), headers, body);
    }

    private static void writeChunks(ByteArrayOutputStream bytes, byte[] body, Random random) {
        int from = 0;
        while (from < body.length) {
            int length = 1 + random.nextInt(body.length - from);
            write(bytes, "0".repeat(random.nextInt(3)) + Integer.toHexString(length));
            write(bytes, random.nextInt(4) == 0 ? blanks(random) + ";x=\"" + value(random) + "\"\r\n" : "\r\n");
            bytes.write(body, from, length);
            write(bytes, "\r\n");
            from += length;
        }
        write(bytes, "0\r\n" + (random.nextInt(4) == 0 ? "T: " + value(random) + "\r\n" : "") + "\r\n");
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder("X");
        for (int i = random.nextInt(20); i > 0; i--) {
            name.append(NAME_CHARS.charAt(random.nextInt(NAME_CHARS.length())));
        }
        return name.toString();
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            char c = (char) (0x21 + random.nextInt(0xff - 0x21 + 1));
            value.append(c == 0x7f ? ' ' : c);
        }
        return value.toString().replaceAll("^ +| +$", "");
    }

    private static String blanks(Random random) {
        return " \t ".substring(random.nextInt(4));
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
