package io.hooklatch.planted.forward.recipe;

/** Planted: used by an earlier package. */
public final class Late {}
