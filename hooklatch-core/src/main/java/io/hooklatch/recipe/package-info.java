/**
 * Providers as data: how a sender signs and names its events, and the engine that runs it in both directions.
 *
 * <p>A {@link io.hooklatch.recipe.Recipe} is plain data, from the {@link io.hooklatch.recipe.Catalogue}, from a builder
 * or from a document. Compiled with secrets it becomes a {@link io.hooklatch.recipe.Verifier} or a
 * {@link io.hooklatch.recipe.Signer}. Open {@link io.hooklatch.recipe.Recipe} first.
 */
@NullMarked
package io.hooklatch.recipe;

import org.jspecify.annotations.NullMarked;
