/**
 * The two kinds of provider that need keys: JSON Web Signatures, and signatures under a public key.
 * Open {@link JwsCode} first.
 */
@NullMarked
package io.hooklatch.keys.code;

import org.jspecify.annotations.NullMarked;
