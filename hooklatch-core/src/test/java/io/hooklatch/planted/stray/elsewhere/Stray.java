package io.hooklatch.planted.stray.elsewhere;

/** Planted: in a package that has no place in the order. */
class Stray {}
