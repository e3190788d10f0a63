/** How endpoints are spoken to: requests, replies, errors. No Beam. */
@NullMarked
package org.evalbeam.endpoint.protocol;

import org.jspecify.annotations.NullMarked;
