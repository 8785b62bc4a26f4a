/**
 * Whether the description of the admin API is good enough for a program to write a client from it. Open {@link
 * GeneratedClientTest} first; the client is made anew by each build, below {@code target/generated-sources}.
 */
@NullMarked
package io.hooklatch.client;

import org.jspecify.annotations.NullMarked;
