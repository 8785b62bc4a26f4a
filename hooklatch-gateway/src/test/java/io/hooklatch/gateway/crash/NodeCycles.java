package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several gateways on one inbox, each under load: one of them is killed and started again, again and again. */
final class NodeCycles implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int MOST_ANSWERS = 300;
    private static final int MILLIS_MORE = 20;

    private final Random random;
    private final GatewayRun run;
    private final List<Node> nodes = new ArrayList<>();

    private record Node(Child child, Load.Running load) {}

    /** Starts so many, and a load for each. */
    NodeCycles(long seed, GatewayRun run, int count) {
        this.random = new Random(seed);
        this.run = run;
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(run.start());
        }
        children.forEach(child -> nodes.add(underLoad(child)));
    }

    private Node underLoad(Child child) {
        return new Node(child, run.load().start(GatewayRun.port(child), 1 + random.nextInt(MOST_ANSWERS), CONNECTIONS));
    }

    /** Kills one of them after the other, each under load, while the others go on. */
    void kill(int cycles) throws InterruptedException {
        for (int cycle = 0; cycle < cycles; cycle++) {
            int which = random.nextInt(nodes.size());
            Node victim = nodes.get(which);
            run.load().again(run.ledger().unacked());
            assertThat(victim.load().awaitAnswers() && victim.child().runs(random.nextInt(MILLIS_MORE)))
                    .as(
                            "answers, and is alive until it is killed:%n%s",
                            victim.child().output())
                    .isTrue();
            victim.child().kill();
            victim.load().end();
            nodes.set(which, underLoad(run.start()));
        }
    }

    /** Ends the load, then each of them in order. */
    void stop() {
        nodes.forEach(node -> node.load().end());
        nodes.forEach(node -> node.child().terminate());
        for (Node node : nodes) {
            assertThat(node.child().exitCode()).as(node.child().output()).isZero();
        }
    }

    /** Waits until all of them have answered, so that they are in the middle of it. */
    void awaitAnswers() throws InterruptedException {
        for (Node node : nodes) {
            assertThat(node.load().awaitAnswers()).as(node.child().output()).isTrue();
        }
    }

    /** Ends the load, and sends to the first of them what has no acknowledgement until it has. */
    void settle() {
        nodes.forEach(node -> node.load().end());
        run.load().settleAll(GatewayRun.port(nodes.get(0).child()));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.child().close());
    }
}
