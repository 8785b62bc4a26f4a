/**
 * How long the catalogue takes to load in a fresh process, and what it keeps.
 *
 * <p>Open {@link io.hooklatch.bench.catalogue.CatalogueBench} first.
 */
@NullMarked
package io.hooklatch.bench.catalogue;

import org.jspecify.annotations.NullMarked;
