package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a user's recipe step by step; get one from {@link Recipe}. Every step changes and returns this builder, which is
 * for one thread. These are the steps of every recipe: what it is called and how it names things.
 *
 * @param <B> the builder that the steps return
 */
public abstract sealed class RecipeBuilder<B extends RecipeBuilder<B>>
        permits SignatureRecipeBuilder, TokenRecipeBuilder {
    private final Set<Risk> allowed = EnumSet.noneOf(Risk.class);
    private String name;
    private final List<HandshakeRule> handshakes = new ArrayList<>();
    private Naming naming = Naming.NONE;
    private Optional<AnswerRule> answer = Optional.empty();

    RecipeBuilder(String name) {
        this.name = name;
    }

    abstract B self();

    abstract Scheme scheme();

    /** What verdicts and messages call the recipe: lower-case letters, digits and {@code -}. */
    public B named(String recipe) {
        name = Recipe.checkedName(recipe);
        return self();
    }

    /** The provider's id of one HTTP send; of several places the first that has a value counts. */
    public B deliveryId(From... from) {
        naming = naming.withDeliveryId(from);
        return self();
    }

    /** The provider's id of the business event, the same on every retry; the first place that has a value counts. */
    public B eventId(From... from) {
        naming = naming.withEventId(from);
        return self();
    }

    /** What happened; the first place that has a value counts. */
    public B eventType(From... from) {
        naming = naming.withEventType(from);
        return self();
    }

    /**
     * Says that the events are the elements of this array: each becomes an event of its own, and the places of event id,
     * event type and key are looked for in it. A request without the array is one event, as if this were not said.
     *
     * @param pointer the array's JSON pointer (RFC 6901); empty when the body itself is the array
     * @throws IllegalArgumentException when it is no pointer
     */
    public B events(String pointer) {
        naming = naming.withEvents(Optional.of(EventArray.inBody(pointer)));
        return self();
    }

    /**
     * As {@link #events}, for an array in the JSON document that a field of a form holds. An element's bytes are then those
     * that its part of the field stands for.
     *
     * @param field the name of the field
     * @param pointer the array's JSON pointer in the document (RFC 6901); empty when the document itself is the array
     * @throws IllegalArgumentException when the name is empty, or the pointer is none
     */
    public B eventsInForm(String field, String pointer) {
        naming = naming.withEvents(Optional.of(EventArray.inForm(field, pointer)));
        return self();
    }

    /**
     * Makes the values of all these places together the only key that tells events apart, in the place of the rule at
     * {@link Verifier#dedupeKeys}. Where one of them is absent from a request the digest of its body is the key.
     */
    public B dedupeBy(From first, From... more) {
        From[] all = new From[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        naming = naming.withDedupe(all);
        return self();
    }

    /** Makes every accepted delivery an event of its own. */
    public B withoutDedupe() {
        naming = naming.withDedupe();
        return self();
    }

    /** Answers this handshake; of several that fit the first counts. */
    public B handshake(Handshake handshake) {
        handshakes.add(handshake.rule());
        return self();
    }

    /** Answers an accepted delivery, and its duplicates, with this text; values stand in braces. */
    public B answerText(String text) {
        return answer(Map.of("text", text));
    }

    /** Answers an accepted delivery, and its duplicates, with this JSON object; values stand in braces. */
    public B answerJson(Map<String, ?> object) {
        return answer(Map.of("json", object));
    }

    private B answer(Map<String, ?> document) {
        answer = Optional.of(AnswerDocument.rule(new Fields("answer", document)));
        return self();
    }

    /** Accepts what is otherwise refused when the recipe is built. */
    public B allow(Risk... risks) {
        allowed.addAll(Set.of(risks));
        return self();
    }

    /**
     * The recipe.
     *
     * @throws IllegalArgumentException when steps are missing or contradict each other, or the recipe is unsafe in a way
     *     that is not allowed; the message names the setting and the fix
     */
    public Recipe build() {
        return new Recipe(name, Edition.OWN, scheme(), naming, new Answering(handshakes, answer), allowed);
    }
}
