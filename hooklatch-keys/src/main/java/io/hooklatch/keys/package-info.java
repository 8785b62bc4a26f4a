/**
 * Providers that sign with tokens, certificates or keys to be fetched. On the class path it is found by itself.
 * Open {@link KeyProviders} to choose how keys are fetched.
 */
@NullMarked
package io.hooklatch.keys;

import org.jspecify.annotations.NullMarked;
