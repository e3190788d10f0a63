package org.evalbeam.pipeline.simulate.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.evalbeam.pipeline.simulate.protocol.ReplyForm;
import org.evalbeam.pipeline.simulate.wire.Flood;

/** A good reply whose text is 20 MB long, the most that Jackson reads by default. */
final class HugeReply {

  private static final String BLOCK = "far more text than anyone asked for, ".repeat(2_000);
  private static final int BLOCKS = 20_000_000 / BLOCK.length();

  /** Where the text goes: nothing that a body holds otherwise. */
  private static final String PLACE = "<the text of 20 MB>";

  private HugeReply() {}

  static Flood of(ReplyForm form, ObjectNode body, Map<String, String> headers) {
    form.say(body, PLACE);
    String json = body.toString();
    int place = json.indexOf(PLACE);
    return new Flood(
        headers,
        Buffer.buffer(json.substring(0, place)),
        Buffer.buffer(BLOCK),
        BLOCKS,
        Buffer.buffer(json.substring(place + PLACE.length())));
  }
}
