/**
 * Kills the inbox while it works and compares what it holds with what was seen from outside.
 *
 * <p>{@code Ledger} is what was seen, {@code Audit} the comparison, {@code Child} the process that is killed.
 */
package io.hooklatch.gateway.crash;
