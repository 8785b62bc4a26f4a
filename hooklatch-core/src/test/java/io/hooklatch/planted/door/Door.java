package io.hooklatch.planted.door;

/** Planted: a front door. */
public final class Door {}
