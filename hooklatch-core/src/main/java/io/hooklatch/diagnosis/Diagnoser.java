package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out why a request was refused, by changing one thing at a time until its signature fits. Thread-safe.
 *
 * <p>A change that makes the signature fit is proved, with confidence HIGH; what only looks likely is MEDIUM or LOW. The
 * search is a function of its input: it reads no clock, and ends when its budget is spent. A provider that is code is not
 * asked again, since it may ask other servers: for its requests there are guesses only.
 */
public final class Diagnoser {
    private static final List<Hunt> PROVING = List.of(
            new GenuineHunt(),
            new SecretHunt(),
            new ElsewhereHunt(),
            new KeyHunt(),
            new FormatHunt(),
            new UrlHunt(),
            new ProviderHunt(),
            new HeaderHunt(),
            new BodyHunt());

    private final Supplier<List<Recipe>> known;
    private final Budget budget;

    /**
     * @param known the recipes that a sender may use, asked for on the thread that searches
     */
    public Diagnoser(Supplier<List<Recipe>> known, Budget budget) {
        this.known = known;
        this.budget = budget;
    }

    /**
     * Looks for the first cause of a refusal.
     *
     * @return the cause; {@link Cause#UNKNOWN} when none is found. Never fails, whatever the request holds, and never
     *     holds a secret
     */
    public Diagnosis diagnose(Refusal refusal) {
        return new Redaction(refusal).of(found(refusal));
    }

    private Diagnosis found(Refusal refusal) {
        Purse purse = new Purse(budget);
        boolean whole = false;
        try {
            Search search = new Search(refusal, known, purse);
            for (Hunt hunt : search.shape.coded() ? List.<Hunt>of() : PROVING) {
                Optional<Diagnosis> proved = hunt.in(search);
                if (proved.isPresent()) {
                    return proved.get();
                }
            }
            whole = true;
        } catch (Purse.Spent e) {
            // Not everything was tried: guesses are still possible, and the evidence says so.
            whole = false;
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e);
        }
        return guessed(refusal, purse.tried(), whole);
    }

    private Diagnosis guessed(Refusal refusal, int tried, boolean whole) {
        try {
            return Guesses.about(refusal, others(refusal)).orElseGet(() -> unknown(refusal.verdict(), tried, whole));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(e);
        }
    }

    private List<Recipe> others(Refusal refusal) {
        String own = refusal.here().recipe().name();
        return known.get().stream().filter(recipe -> !recipe.name().equals(own)).toList();
    }

    private static Diagnosis unknown(Verdict verdict, int tried, boolean whole) {
        String stale = verdict.detail().startsWith("timestamp outside tolerance") ? " " + verdict.detail() + "." : "";
        return new Diagnosis(
                Cause.UNKNOWN,
                Confidence.LOW,
                "None of " + tried + " changes to secret, header, body and recipe makes the proof fit"
                        + (whole ? "." : "; the search ended at its limit.") + stale,
                "Compare the secret here with the one at the sender first; then make a request there and compare the"
                        + " bytes that arrive with the bytes that were sent.");
    }

    private static Diagnosis failed(Throwable failure) {
        return new Diagnosis(
                Cause.UNKNOWN,
                Confidence.LOW,
                "The search failed with " + failure.getClass().getSimpleName() + ".",
                "Report this with the request, without its secrets.");
    }
}
