package io.hooklatch.work;

import io.hooklatch.message.DispatchId;
import io.hooklatch.store.Lease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one lane's leases alive. */
final class Heartbeat {
    private final Lane lane;
    private final WorkContext work;

    Heartbeat(Lane lane, WorkContext work) {
        this.lane = lane;
        this.work = work;
    }

    /** Renews the leases that have used up a third of their time; called on a beat. */
    void beat() {
        long now = work.timer().nanos();
        long third = work.leaseFor().toNanos() / 3;
        Map<DispatchId, Assignment> aged = new HashMap<>();
        for (Assignment assignment : lane.held()) {
            if (now - assignment.leasedAtNanos >= third) {
                aged.put(assignment.lease.dispatchId(), assignment);
            }
        }
        if (aged.isEmpty()) {
            return;
        }
        List<Lease> leases = aged.values().stream().map(a -> a.lease).toList();
        work.store().renew(leases, work.leaseFor()).whenComplete((kept, failure) -> {
            if (failure != null) {
                lane.results.troubled("cannot renew " + leases.size() + " leases: " + ErrorText.of(failure));
                return;
            }
            aged.keySet().removeAll(kept);
            aged.values().forEach(lane::lost);
        });
    }
}
