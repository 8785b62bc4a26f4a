package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Compiles signed parts; the small kinds are here. One thread, used once. */
final class Pieces {
    private final Recipe recipe;
    private final Values values;
    private final Options options;
    private final List<String> labels;
    private int slots;

    /**
     * @param labels the labels that parts name, in the order of the scratch
     */
    Pieces(Recipe recipe, Values values, Options options, List<String> labels) {
        this.recipe = recipe;
        this.values = values;
        this.options = options;
        this.labels = labels;
    }

    /** How many values the scratch has to keep. */
    int slots() {
        return slots;
    }

    List<Piece> all(List<Part> parts) {
        return parts.stream().map(this::of).toList();
    }

    private Piece of(Part part) {
        return switch (part.kind()) {
            case BODY -> (request, scratch, secret, variant, sink) -> bytes(request.body(), sink);
            case TEXT -> text(part.bytes());
            case TIMESTAMP ->
                (request, scratch, secret, variant, sink) ->
                        scratch.feed(scratch.timeText, scratch.timeFrom, scratch.timeTo, sink);
            case VALUE, EITHER_CASE -> new ValuePiece(part, values, isId(recipe, part), slots++);
            case METHOD -> method(options.get(Options.METHOD));
            case URL -> new UrlPiece(part.form());
            case PATH -> (request, scratch, secret, variant, sink) -> text(request.path(), sink);
            case SORTED_FORM -> new FormPiece("");
            case FORM_OR_DIGEST -> new FormPiece(part.word(0));
            case SORTED_QUERY -> new QueryPiece();
            case SECRET -> (request, scratch, secret, variant, sink) -> bytes(secret, sink);
            case BODY_HASH -> bodyHash(part);
            case BODY_AS_JSON_STRING ->
                (request, scratch, secret, variant, sink) -> JsonEscapes.feed(request.body(), sink);
            case CANONICAL_JSON ->
                (request, scratch, secret, variant, sink) -> bytes(CanonicalJson.of(request.body()), sink);
            case RAW_JSON, PHP_JSON, SORTED_JSON, SECRET_IN_BODY -> new JsonPiece(part, slots++);
            case LABEL -> new LabelPiece(part.word(0), labels.indexOf(part.word(0)));
            case OPTION -> text(options.required(part.word(0), recipe.name()).getBytes(StandardCharsets.UTF_8));
            case NAMED_HEADERS -> new NamedHeadersPiece(part.places());
            case IF_ANY ->
                new GroupPiece(all(part.members()), utf8(part.word(0)), utf8(part.word(1)), utf8(part.word(2)));
            case DIGEST -> new DigestPiece(Algorithm.plainDigest(part.word(0)), all(part.members()));
        };
    }

    /** Whether a part names the delivery or its event. */
    static boolean isId(Recipe recipe, Part part) {
        return part.places().stream()
                .anyMatch(place -> recipe.naming().deliveryId().contains(place)
                        || recipe.naming().eventId().contains(place));
    }

    private static Piece text(byte[] text) {
        return (request, scratch, secret, variant, sink) -> bytes(text, sink);
    }

    private static Piece method(Optional<String> set) {
        return (request, scratch, secret, variant, sink) -> text(set.orElse(request.method()), sink);
    }

    private static Piece bodyHash(Part part) {
        String algorithm = Algorithm.plainDigest(part.word(0));
        boolean base64 = !part.word(1).isEmpty();
        return (request, scratch, secret, variant, sink) -> {
            byte[] digest = Hash.of(algorithm).digest(request.body());
            text(
                    base64
                            ? Base64.getEncoder().encodeToString(digest)
                            : HexFormat.of().formatHex(digest),
                    sink);
        };
    }

    static void text(String text, ByteSink sink) {
        bytes(utf8(text), sink);
    }

    static void bytes(byte[] bytes, ByteSink sink) {
        sink.update(bytes, 0, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record JsonPiece(Part part, int slot) implements Piece {
        @Override
        public boolean find(Request request, Scratch scratch) {
            return JsonPart.find(part, slot, request, scratch);
        }

        @Override
        public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
            JsonPart.feed(part, slot, request, scratch, secret, sink);
        }
    }

    private record LabelPiece(String label, int index) implements Piece {
        @Override
        public boolean present(Request request, Scratch scratch) {
            return scratch.labels[index] != null;
        }

        @Override
        public boolean find(Request request, Scratch scratch) {
            return present(request, scratch)
                    || scratch.refuse(Reason.MALFORMED_SIGNATURE, "malformed signature: no " + label);
        }

        @Override
        public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
            String value = scratch.labels[index];
            if (value != null) {
                scratch.feed(value, 0, value.length(), sink);
            }
        }
    }

    private record GroupPiece(List<Piece> members, byte[] before, byte[] between, byte[] after) implements Piece {
        @Override
        public boolean find(Request request, Scratch scratch) {
            for (Piece member : members) {
                if (member.present(request, scratch) && !member.find(request, scratch)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int variants() {
            return members.stream().mapToInt(Piece::variants).max().orElse(1);
        }

        @Override
        public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
            boolean any = false;
            for (Piece member : members) {
                if (member.present(request, scratch)) {
                    bytes(any ? between : before, sink);
                    member.feed(request, scratch, secret, Math.min(variant, member.variants() - 1), sink);
                    any = true;
                }
            }
            if (any) {
                bytes(after, sink);
            }
        }
    }

    private record DigestPiece(String algorithm, List<Piece> members) implements Piece {
        @Override
        public boolean find(Request request, Scratch scratch) {
            return members.stream().allMatch(member -> member.find(request, scratch));
        }

        @Override
        public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
            MessageDigest digest = Hash.of(algorithm);
            members.forEach(member -> member.feed(request, scratch, secret, 0, digest::update));
            bytes(digest.digest(), sink);
        }
    }
}
