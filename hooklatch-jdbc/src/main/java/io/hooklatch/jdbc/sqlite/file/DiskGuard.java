package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreUnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to hold before anything is written: that the lock file is still the one that was locked, and, for deliveries,
 * that the disk has room. Looked at twice a second, after so many bytes, and whenever the store is probed. Thread-safe.
 */
public final class DiskGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    /** Once room was short, there has to be so much more of it: a sixteenth of the floor. */
    private static final int PARTS = 16;

    /** A log of so many checkpoints was kept from beginning anew for some time. */
    private static final long LOG_CHECKPOINTS = 8;

    private static final int PAGE = 4096;

    /** With less than so many bytes left a write may fail for want of room and call it otherwise. */
    private static final long NEXT_TO_NOTHING = 1 << 20;

    private final SqliteSettings settings;
    private final InstanceLock lock;
    private final Ballast ballast;
    private final LongSupplier usable;
    private final LongSupplier nanos;
    private final Executor background;
    private final AtomicLong lookedAt;
    private final AtomicLong coming = new AtomicLong();
    private volatile Optional<String> lost = Optional.empty();
    private volatile Optional<String> noRoom = Optional.empty();
    private volatile boolean longLog;

    DiskGuard(SqliteSettings settings, InstanceLock lock, Ballast ballast) {
        this(settings, lock, ballast, usable(settings.file()), System::nanoTime, task -> {
            Thread thread = new Thread(task, "hooklatch-ballast " + settings.name());
            thread.setDaemon(true);
            thread.start();
        });
    }

    DiskGuard(
            SqliteSettings settings,
            InstanceLock lock,
            Ballast ballast,
            LongSupplier usable,
            LongSupplier nanos,
            Executor background) {
        this.settings = settings;
        this.lock = lock;
        this.ballast = ballast;
        this.usable = usable;
        this.nanos = nanos;
        this.background = background;
        this.lookedAt = new AtomicLong(nanos.getAsLong() - EVERY);
    }

    /** Of file systems that do not say how large they are, it is taken that there is room. */
    private static LongSupplier usable(Path database) {
        Path parent = database.toAbsolutePath().getParent();
        File directory = (parent == null ? database : parent).toFile();
        return () -> directory.getTotalSpace() == 0 ? Long.MAX_VALUE : directory.getUsableSpace();
    }

    /** Why no delivery may be stored now. */
    public Optional<StoreUnavailableException> refusesDeliveries() {
        lookWhenDue();
        Optional<String> why = lost.isPresent() ? lost : noRoom;
        return why.map(StoreUnavailableException::new);
    }

    /**
     * Why this delivery may not be stored now. After every sixteenth of the floor it looks anew, however soon that is.
     *
     * @param bytes of its body
     */
    public Optional<StoreUnavailableException> refusesDelivery(int bytes) {
        if (coming.addAndGet(bytes) > settings.freeFloor() / PARTS) {
            look();
        }
        return refusesDeliveries();
    }

    /** Why nothing may be written any more. */
    public Optional<StoreUnavailableException> refusesAll() {
        lookWhenDue();
        return lost.map(StoreUnavailableException::new);
    }

    /** Looks now. */
    public void look() {
        lookedAt.set(nanos.getAsLong());
        coming.set(0);
        lookAtLock();
        lookAtRoom();
        lookAtLog();
    }

    private void lookWhenDue() {
        long now = nanos.getAsLong();
        long last = lookedAt.get();
        if (now - last >= EVERY && lookedAt.compareAndSet(last, now)) {
            lookAtLock();
            lookAtRoom();
            lookAtLog();
        }
    }

    private void lookAtLock() {
        if (lost.isEmpty() && !lock.intact()) {
            lost = Optional.of(settings.name() + ".lock: the lock file was removed or replaced while this process held "
                    + "it, so another process may own the inbox by now. Nothing more is written: stop this process, see "
                    + "that no other one runs on the inbox, and start again");
            LOG.error("{}", lost.get());
        }
    }

    private void lookAtRoom() {
        long floor = settings.freeFloor();
        long free = usable.getAsLong();
        boolean was = noRoom.isPresent();
        if (free < floor || (was && free < floor + floor / PARTS)) {
            noRoom = Optional.of(settings.name() + ": the disk has " + free + " bytes left, less than the floor of "
                    + floor + ", so no deliveries are taken. Make room: remove files, or what retention may remove");
            if (!was) {
                LOG.error("{}", noRoom.get());
            }
            return;
        }
        noRoom = Optional.empty();
        if (was) {
            LOG.info("{}: the disk has room again, deliveries are taken", settings.name());
        }
        if (was && ballast.missing() && free - settings.ballast() >= floor + floor / PARTS) {
            background.execute(ballast::take);
        }
    }

    private void lookAtLog() {
        long limit = LOG_CHECKPOINTS * settings.checkpointPages() * PAGE;
        long bytes = logBytes();
        if (bytes > limit && !longLog) {
            LOG.warn(
                    "{}-wal: the write-ahead log has {} bytes and cannot begin anew, because something reads from before "
                            + "its begin: look for a transaction that was left open on the file, or a copy of it being made",
                    settings.name(),
                    bytes);
        }
        longLog = bytes > limit;
    }

    /** The size of the write-ahead log, in bytes. */
    public long logBytes() {
        try {
            Path log = Path.of(settings.file() + "-wal");
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            return 0; // it went away just now
        }
    }

    /** Whether the write-ahead log is much longer than it should ever be. */
    public boolean longLog() {
        return longLog;
    }

    /** A write failed: where the disk is full, whatever the error calls it, the ballast is given up. */
    public void failed(SQLException error) {
        boolean full = SqliteFailure.isFull(error)
                || (SqliteFailure.isInputOutput(error) && usable.getAsLong() < NEXT_TO_NOTHING);
        if (!full) {
            return;
        }
        if (ballast.drop()) {
            LOG.error(
                    "{}: the disk is full. The ballast of {} bytes was given up, so that rows can be removed: do it now",
                    settings.name(),
                    settings.ballast());
        }
        lookAtRoom();
    }
}
