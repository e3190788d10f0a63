/**
 * The APIs that the simulated endpoint speaks: how each one's requests, replies, errors and headers
 * look. What happens between request and reply is none of its business.
 */
@NullMarked
package org.evalbeam.pipeline.simulate.protocol;

import org.jspecify.annotations.NullMarked;
