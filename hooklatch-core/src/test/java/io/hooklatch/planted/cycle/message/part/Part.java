package io.hooklatch.planted.cycle.message.part;

import io.hooklatch.planted.cycle.message.Whole;

/** Planted: the other half. */
public interface Part {
    Whole whole();
}
