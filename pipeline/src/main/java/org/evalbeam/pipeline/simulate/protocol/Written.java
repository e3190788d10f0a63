package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer in its protocol's form.
 *
 * @param body the reply's body
 * @param completionTokens estimated tokens of the output in it
 */
public record Written(ObjectNode body, int completionTokens) {}
