/** Sends requests and reads replies, once and without opinion. No Beam. */
@NullMarked
package org.evalbeam.endpoint.http;

import org.jspecify.annotations.NullMarked;
