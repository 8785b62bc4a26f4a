package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends one request, once or many times, and prints what came of it. */
final class Copies {
    private final URI url;
    private final Request request;

    Copies(URI url, Request request) {
        this.url = url;
        this.request = request;
    }

    /** Whether every copy was answered with a status of 200 to 299. */
    boolean send(int copies, int concurrency, PrintWriter out) throws CommandFailure, InterruptedException {
        List<Poster.Answer> answers = copies == 1 ? List.of(post()) : many(copies, concurrency);
        if (copies == 1) {
            out.println("answer  " + answers.get(0).status());
        } else {
            Map<Integer, Integer> counts = new TreeMap<>();
            answers.forEach(answer -> counts.merge(answer.status(), 1, Integer::sum));
            counts.forEach((status, count) -> out.println("answer  " + status + ", " + count + " times"));
        }
        String body = answers.get(0).body();
        if (!body.isEmpty()) {
            out.println("        " + OneLine.quote(body));
        }
        return answers.stream().allMatch(answer -> answer.status() >= 200 && answer.status() < 300);
    }

    private List<Poster.Answer> many(int copies, int concurrency) throws CommandFailure, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(concurrency, copies));
        try {
            List<Callable<Poster.Answer>> all = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                all.add(this::post);
            }
            List<Poster.Answer> answers = new ArrayList<>();
            for (Future<Poster.Answer> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailure failure) {
                throw failure;
            }
            throw new CommandFailure(ExitCode.FAILED, "a copy could not be sent: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Poster.Answer post() throws CommandFailure, InterruptedException {
        try {
            return Poster.post(url, request);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--url: it must be http://HOST/PATH or https://HOST/PATH", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no answer from " + url.getHost() + ": " + Poster.reason(e)
                            + "; is it running, and is the port right?",
                    e);
        }
    }
}
