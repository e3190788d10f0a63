package org.evalbeam.pipeline.simulate.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the answer stands in a reply of one protocol, for who tampers with it. */
public interface ReplyForm {

  /** Empties the list of answers. */
  void removeAnswers(ObjectNode body);

  /** Puts null in the place of what is answered. */
  void nullAnswer(ObjectNode body);

  /** Writes the same answer in the other form that real endpoints use. */
  void splitAnswer(ObjectNode body);

  /** Puts this text in the place of the answer's. */
  void say(ObjectNode body, String text);
}
