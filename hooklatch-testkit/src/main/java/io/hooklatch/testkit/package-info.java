/**
 * The inbox's own test tools: the conformance suite that every store passes,
 * and the signers that make requests as a provider would.
 */
@NullMarked
package io.hooklatch.testkit;

import org.jspecify.annotations.NullMarked;
