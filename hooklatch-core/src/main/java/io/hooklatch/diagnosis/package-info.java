/**
 * Why a request was refused: a bounded search for the one change that makes its signature fit.
 *
 * <p>Pure functions of a request and of what is configured; nothing here reads a clock, stores or logs. Open
 * {@link io.hooklatch.diagnosis.Diagnoser} first; {@code docs/diagnosis.md} lists the causes.
 */
@NullMarked
package io.hooklatch.diagnosis;

import org.jspecify.annotations.NullMarked;
