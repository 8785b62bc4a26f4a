package io.hooklatch.recipe;

/**
 * A part of some bytes.
 *
 * @param from its first byte
 * @param to behind its last one
 */
record Span(int from, int to) {}
