package io.hooklatch.bench.load;

/** Random-looking names that are all different: a counter, scrambled without loss and written in base 62. */
final class Alphabet {
    /** How many characters one name has. */
    static final int NAME_LENGTH = 22;

    private static final int HALF = 11;
    private static final byte[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Alphabet() {}

    /** Writes the name with this number; two numbers never have the same one. */
    static void write(long number, byte[] to, int at) {
        long scrambled = mix(number);
        digits(scrambled, to, at);
        digits(mix(scrambled ^ 0x9E3779B97F4A7C15L), to, at + HALF);
    }

    private static void digits(long value, byte[] to, int at) {
        long rest = value;
        for (int i = 0; i < HALF; i++) {
            to[at + i] = DIGITS[(int) Long.remainderUnsigned(rest, 62)];
            rest = Long.divideUnsigned(rest, 62);
        }
    }

    /** One to one over all 64-bit values. */
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
