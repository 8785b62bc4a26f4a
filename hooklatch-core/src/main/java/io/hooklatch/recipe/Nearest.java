package io.hooklatch.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The words somebody may have meant. */
public final class Nearest {
    private static final int AT_MOST = 3;

    private Nearest() {}

    /** Up to three of the words that are a few typing errors away or contain it, nearest first. */
    public static List<String> of(String wanted, Collection<String> words) {
        int limit = Math.max(2, wanted.length() / 3);
        return words.stream()
                .filter(word -> distance(wanted, word) <= limit || contains(word, wanted))
                .sorted(Comparator.<String>comparingInt(word -> distance(wanted, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(AT_MOST)
                .toList();
    }

    /** Half a sentence for an error: which words there are that come near, or which there are at all. */
    public static String hint(String wanted, Collection<String> words) {
        if (words.isEmpty()) {
            return "none is known here";
        }
        List<String> near = of(wanted, words);
        return near.isEmpty()
                ? "known are " + String.join(", ", words)
                : "did you mean " + String.join(" or ", near) + "?";
    }

    private static boolean contains(String word, String wanted) {
        return wanted.length() >= 3 && (word.contains(wanted) || (word.length() >= 3 && wanted.contains(word)));
    }

    /** How many letters to insert, delete or replace to turn one word into the other (Levenshtein). */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, 1 + Math.min(above[j], above[j - 1]));
            }
        }
        return above[b.length()];
    }
}
