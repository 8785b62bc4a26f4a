/**
 * Where keys come from: fixed ones, key sets, certificates, answers by id; cached, and never waited for.
 * Open {@link KeySource} first.
 */
@NullMarked
package io.hooklatch.keys.source;

import org.jspecify.annotations.NullMarked;
