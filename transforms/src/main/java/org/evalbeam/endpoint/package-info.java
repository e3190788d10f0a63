/** Talking to models: requests, replies, protocols, permits, retries, keys. No Beam. */
@NullMarked
package org.evalbeam.endpoint;

import org.jspecify.annotations.NullMarked;
