/**
 * The store of paid replies: raw replies of endpoints, kept as lines of text under the identity of
 * their call. Knows Beam only through its file systems.
 */
@NullMarked
package org.evalbeam.journal;

import org.jspecify.annotations.NullMarked;
