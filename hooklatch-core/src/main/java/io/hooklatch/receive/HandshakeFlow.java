package io.hooklatch.receive;

import io.hooklatch.message.DeliveryKind;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.recipe.Answer;
import io.hooklatch.recipe.HandshakeReply;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The path of one handshake: what it teaches is kept, then it is recorded, then what it asks for is done, and only then is
 * it answered. It never is an event and never touches a key. Thread-safe; nothing here blocks.
 */
final class HandshakeFlow {
    private final LearntSecrets secrets;
    private final Confirmer confirmer;
    private final Listeners listeners;
    private final Keeper keeper;

    /** Stores a delivery; gives 503 when that fails. */
    @FunctionalInterface
    interface Keeper {
        CompletionStage<Receipt> keep(NewDelivery delivery, Function<Appended, Receipt> answer, long begun);
    }

    HandshakeFlow(LearntSecrets secrets, Confirmer confirmer, Listeners listeners, Keeper keeper) {
        this.secrets = secrets;
        this.confirmer = confirmer;
        this.listeners = listeners;
        this.keeper = keeper;
    }

    /** One handshake: the request as it may be stored, and what its recipe says of it. */
    record Greeting(Desk desk, Request kept, int bodyLength, HandshakeReply reply, Names names, long now, long begun) {
        String endpoint() {
            return desk.endpoint().name();
        }

        Greeting with(HandshakeReply other) {
            return new Greeting(desk, kept, bodyLength, other, names, now, begun);
        }
    }

    CompletionStage<Receipt> take(Greeting greeting) {
        HandshakeReply reply = greeting.reply();
        Verdict.Kind kind = reply.verdict().kind();
        boolean anybody = kind == Verdict.Kind.UNVERIFIED || kind == Verdict.Kind.REFUSED;
        if (anybody && !greeting.desk().handshakes().take(greeting.bodyLength(), greeting.now())) {
            // Without a record there is no 2xx.
            Receipt answer = reply.verdict().accepted()
                    ? Answers.busy()
                    : Receipt.unstored(reply.answer().status(), reply.answer().headers());
            listeners.tell(to -> to.turnedAway(greeting.endpoint(), answer.status(), TurnedAway.OVER_QUOTA));
            return CompletableFuture.completedFuture(answer);
        }
        return reply.learnt().isPresent() ? learn(greeting, reply.learnt().get()) : record(greeting);
    }

    private CompletionStage<Receipt> learn(Greeting greeting, String secret) {
        return secrets.learn(greeting.desk(), secret)
                .handle((kept, failure) -> {
                    if (failure != null) {
                        return unkept(greeting, failure);
                    }
                    if (!kept) {
                        return record(greeting.with(tooLate(greeting)));
                    }
                    return record(greeting);
                })
                .thenCompose(Function.identity());
    }

    private CompletionStage<Receipt> unkept(Greeting greeting, Throwable failure) {
        listeners.tell(to -> {
            to.troubled("endpoint " + greeting.endpoint(), "cannot keep a learnt secret: " + failure.getMessage());
            to.turnedAway(greeting.endpoint(), Answers.busy().status(), TurnedAway.STORE_UNAVAILABLE);
        });
        return CompletableFuture.completedFuture(Answers.busy());
    }

    /** Another handshake was first. */
    private static HandshakeReply tooLate(Greeting greeting) {
        Verdict verdict = Verdict.refused(
                greeting.desk().endpoint().recipe().id(),
                Reason.HANDSHAKE_REFUSED,
                "handshake " + greeting.reply().name() + ": the endpoint has a secret already");
        return greeting.reply().refused(verdict, Answer.bare(403));
    }

    private CompletionStage<Receipt> record(Greeting greeting) {
        HandshakeReply reply = greeting.reply();
        NewDelivery delivery = new NewDelivery(
                greeting.endpoint(),
                DeliveryKind.HANDSHAKE,
                greeting.now(),
                kept(greeting),
                greeting.bodyLength(),
                reply.verdict(),
                greeting.names(),
                false,
                List.of());
        CompletionStage<Receipt> recorded = keeper.keep(
                delivery, appended -> Answers.stored(answer(greeting), delivery, appended), greeting.begun());
        return reply.confirm()
                .map(url -> recorded.thenCompose(receipt -> confirmed(greeting, receipt, url)))
                .orElse(recorded);
    }

    private static Request kept(Greeting greeting) {
        Request request = greeting.kept();
        if (greeting.reply().secretBody()) {
            return request.withBody(new byte[0]);
        }
        int most = greeting.desk().endpoint().refusedQuota().bodyBytes();
        return request.body().length > most ? request.withBody(Arrays.copyOf(request.body(), most)) : request;
    }

    private static Answer answer(Greeting greeting) {
        Answer answer = greeting.reply().answer();
        if (answer.status() != 405) {
            return answer;
        }
        String allowed = String.join(", ", greeting.desk().endpoint().methods());
        return new Answer(405, Headers.of("allow", allowed), answer.body());
    }

    private CompletionStage<Receipt> confirmed(Greeting greeting, Receipt receipt, URI url) {
        if (!receipt.accepted()) {
            return CompletableFuture.completedFuture(receipt);
        }
        CompletionStage<Void> call;
        try {
            call = confirmer.confirm(url);
        } catch (RuntimeException e) {
            call = CompletableFuture.failedStage(e);
        }
        return call.handle((done, failure) -> {
            if (failure == null) {
                return receipt;
            }
            listeners.tell(to -> to.troubled(
                    "endpoint " + greeting.endpoint(),
                    "handshake " + greeting.reply().name() + " is not confirmed: " + failure.getMessage()));
            return Answers.undone(receipt);
        });
    }
}
