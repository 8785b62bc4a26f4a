/** The core's behaviour seen through its front door, on a store in memory. */
@NullMarked
package io.hooklatch.inbox;

import org.jspecify.annotations.NullMarked;
