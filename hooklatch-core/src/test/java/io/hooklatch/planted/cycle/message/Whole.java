package io.hooklatch.planted.cycle.message;

import io.hooklatch.planted.cycle.message.part.Part;

/** Planted: one half of a cycle. */
public interface Whole {
    Part part();
}
