package org.evalbeam.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Values of Parquet as JSON: lists as lists, maps and structs as objects, single values as {@link
 * ParquetScalars} has them. Lists are read in the three-level form of the format's specification
 * ("LogicalTypes.md", "Nested Types") and by its rules for the older ones.
 */
final class ParquetValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParquetValues() {}

  /** A field of a group; a JSON null where it has no value. */
  static JsonNode of(Group group, int field) {
    Type type = group.getType().getType(field);
    int count = group.getFieldRepetitionCount(field);
    if (type.isRepetition(Repetition.REPEATED)) {
      ArrayNode list = JSON.arrayNode();
      for (int i = 0; i < count; i++) {
        list.add(one(group, field, i));
      }
      return list;
    }
    return count == 0 ? JSON.nullNode() : one(group, field, 0);
  }

  private static JsonNode one(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return ParquetScalars.of(group, field, index);
    }
    Group value = group.getGroup(field, index);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      return list(value, type.getName());
    }
    return annotation instanceof MapLogicalTypeAnnotation ? map(value) : struct(value);
  }

  private static ArrayNode list(Group list, String name) {
    Type repeated = list.getType().getType(0);
    boolean wrapped =
        !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 1
            && !repeated.getName().equals("array")
            && !repeated.getName().equals(name + "_tuple");
    ArrayNode values = JSON.arrayNode();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      values.add(wrapped ? of(list.getGroup(0, i), 0) : one(list, 0, i));
    }
    return values;
  }

  private static ObjectNode map(Group map) {
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      JsonNode value = entry.getType().getFieldCount() > 1 ? of(entry, 1) : JSON.nullNode();
      object.set(String.valueOf(JsonText.of(of(entry, 0))), value);
    }
    return object;
  }

  private static ObjectNode struct(Group struct) {
    GroupType type = struct.getType();
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < type.getFieldCount(); i++) {
      object.set(type.getFieldName(i), of(struct, i));
    }
    return object;
  }
}
