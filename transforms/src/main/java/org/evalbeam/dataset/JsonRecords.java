package org.evalbeam.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.evalbeam.dataset.Frame.UnreadableException;
import org.evalbeam.spec.tree.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file that holds a frame as pandas' {@code to_json} writes it. Text is taken as it
 * is, null as null, and any other value as its JSON; numbers keep their digits.
 */
final class JsonRecords implements Records {

  private final String file;
  private final Frame frame;

  JsonRecords(String file, Reader text) throws IOException {
    this.file = file;
    try {
      this.frame = FrameForms.open(Frame.JSON.createParser(text));
    } catch (UnreadableException e) {
      throw malformed(e);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  @Override
  public @Nullable Map<String, @Nullable String> next() throws IOException {
    try {
      ObjectNode row = frame.next();
      if (row == null) {
        return null;
      }
      Map<String, @Nullable String> record = new LinkedHashMap<>();
      row.properties().forEach(field -> record.put(field.getKey(), JsonText.of(field.getValue())));
      return record;
    } catch (UnreadableException e) {
      throw malformed(e);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private MalformedDatasetException malformed(UnreadableException e) {
    Problem first = e.problems().get(0);
    return MalformedDatasetException.at(file, "$" + first.path(), first.message(), null);
  }

  private MalformedDatasetException malformed(JsonProcessingException e) {
    return MalformedDatasetException.atLine(
        file,
        e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
        "not valid JSON: " + JsonComplaint.of(e));
  }

  @Override
  public Set<String> columns() {
    return frame.columns();
  }

  @Override
  public void close() throws IOException {
    frame.close();
  }
}
