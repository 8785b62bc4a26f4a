package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.store.OpenStore;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.work.Timer;

/** A store that this process has opened itself, and the record of what it does to it. */
public final class OwnStore implements AutoCloseable {
    private final OpenStore opened;
    private final Timer timer = Timer.system();
    private final Upkeep upkeep;

    private OwnStore(OpenStore opened) {
        this.opened = opened;
        this.upkeep = new Upkeep(opened.audited(), timer);
        upkeep.start();
    }

    static OwnStore open(StoreConfig config) {
        return new OwnStore(OpenStore.open(config));
    }

    /** The store in all of its parts. */
    public OpenStore opened() {
        return opened;
    }

    /** Records what is done to it. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** The time of this machine. */
    public Timer timer() {
        return timer;
    }

    @Override
    public void close() {
        upkeep.close();
        opened.close();
        timer.close();
    }
}
