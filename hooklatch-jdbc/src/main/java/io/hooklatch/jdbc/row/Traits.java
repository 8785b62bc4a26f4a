package io.hooklatch.jdbc.row;

/** What holds for every delivery of a {@link Profile}. Stored; a bit is never reused. */
public final class Traits {
    /** It created its event. */
    public static final int FIRST = 1;
    /** It is linked to an event that existed before. */
    public static final int DUPLICATE = 1 << 1;
    /** A duplicate with another body than the event's first delivery. */
    public static final int DIVERGENT = 1 << 2;
    /** Its key is the provider's event id, and kept only there. */
    public static final int EVENT_NAME_IS_KEY = 1 << 3;
    /** Its key is the provider's delivery id, and kept only there unless it is the event id as well. */
    public static final int DELIVERY_NAME_IS_KEY = 1 << 4;
    /** It was stored within {@link #TIMELY_MILLIS} after it was received, by clocks that agree. */
    public static final int TIMELY = 1 << 5;
    /** Its event type is in its own row. */
    public static final int TYPE_IN_ROW = 1 << 6;
    /** Its method is in its own row. */
    public static final int METHOD_IN_ROW = 1 << 7;
    /** It is an element of a batch; the body of its row is an {@link ElementPlace}. */
    public static final int ELEMENT = 1 << 8;
    /** A batch: its events are the elements of its body, whose rows follow its own. */
    public static final int BATCH = 1 << 9;

    /**
     * An event of a delivery that was promoted, and like an {@link #ELEMENT} no delivery itself; the body of its row is an
     * {@link ElementPlace}.
     */
    public static final int PROMOTED = 1 << 10;

    /**
     * How long after its receipt a timely delivery is stored at the latest, in milliseconds. A list by time looks at
     * every timely row of that much more than it was asked for, so it is short; the others have an index of their own.
     */
    public static final long TIMELY_MILLIS = 250;

    /** How much later than its row the time of an id may be without a word in the table of facts, in milliseconds. */
    public static final long LEAD_MILLIS = 250;

    private Traits() {}
}
