package io.hooklatch.keys.code;

import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The bytes that are signed, as a list of parts in words. */
final class SignedText {
    private final List<Part> parts;

    /** One part: writes what it stands for. */
    private interface Part {
        void write(Request request, ByteArrayOutputStream into) throws Refusal;
    }

    /**
     * @param words {@code body}, {@code body sha256}, {@code body base64url}, {@code body crc32}, {@code method}, {@code
     *     path}, {@code text …}, {@code option NAME}, {@code sns fields}, or any place
     */
    SignedText(List<String> words, Map<String, String> options) {
        this.parts = words.stream().map(word -> part(word, options)).toList();
    }

    byte[] of(Request request) throws Refusal {
        ByteArrayOutputStream all = new ByteArrayOutputStream(request.body().length + 128);
        for (Part part : parts) {
            part.write(request, all);
        }
        return all.toByteArray();
    }

    private static Part part(String word, Map<String, String> options) {
        if (word.startsWith("text ")) {
            byte[] text = word.substring(5).getBytes(StandardCharsets.UTF_8);
            return (request, into) -> into.writeBytes(text);
        }
        if (word.startsWith("option ")) {
            String value = options.getOrDefault(word.substring(7), "");
            return (request, into) -> into.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        }
        return switch (word) {
            case "body" -> (request, into) -> into.writeBytes(request.body());
            case "body sha256" ->
                (request, into) -> into.writeBytes(ascii(HexFormat.of().formatHex(sha256(request.body()))));
            case "body base64url" ->
                (request, into) ->
                        into.writeBytes(Base64.getUrlEncoder().withoutPadding().encode(request.body()));
            case "body crc32" -> (request, into) -> into.writeBytes(ascii(Long.toString(crc32(request.body()))));
            case "method" -> (request, into) -> into.writeBytes(ascii(request.method()));
            case "path" -> (request, into) -> into.writeBytes(ascii(request.path()));
            case "sns fields" -> (request, into) -> into.writeBytes(SnsFields.of(request));
            default -> {
                From place = From.parse(word);
                yield (request, into) -> into.writeBytes(
                        Places.required("signed part", place, request).getBytes(charset(place)));
            }
        };
    }

    /** Characters of headers are bytes of their own; others come from UTF-8. */
    private static java.nio.charset.Charset charset(From place) {
        return place.describe().startsWith("header ") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static long crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
