package io.hooklatch.jdbc.postgres.write;

/** A dedupe key of an endpoint, both as they are stored. */
record TakenKey(String endpoint, String value) implements Comparable<TakenKey> {
    /** The order in which every lane of every node takes keys, so that none waits for another in a circle. */
    @Override
    public int compareTo(TakenKey other) {
        int byEndpoint = endpoint.compareTo(other.endpoint);
        return byEndpoint != 0 ? byEndpoint : value.compareTo(other.value);
    }
}
