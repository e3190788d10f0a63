package org.evalbeam.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Place;
import org.evalbeam.spec.tree.Problems;

/** The laws of the grid, over any common and grid parameters. */
class GridTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property(tries = 300)
  void countsLikeAnOdometerWithTheLastParameterFastest(
      @ForAll("objects") ObjectNode common,
      @ForAll("grids") ObjectNode grid,
      @ForAll @IntRange(min = 1, max = 4) int repeat) {
    Grid read = read(common, grid, repeat);

    int size =
        grid.properties().stream()
            .mapToInt(p -> p.getValue().size())
            .reduce(1, Math::multiplyExact);
    assertThat(read.repeat()).isEqualTo(repeat);
    assertThat(read.points()).hasSize(size);
    for (int i = 0; i < size; i++) {
      assertThat(read.points().get(i).json()).isEqualTo(expected(common, grid, i));
    }
  }

  @Property(tries = 300)
  void everyValueKnowsWhereItStands(
      @ForAll("objects") ObjectNode common, @ForAll("grids") ObjectNode grid) {
    JsonNode file = spec(common, grid, 1);

    for (Located point : read(common, grid, 1).points()) {
      for (Located field : point.fields().values()) {
        Map<String, Located> inner = field.fields();
        (inner.isEmpty() ? List.of(field) : inner.values())
            .forEach(value -> assertThat(value.json()).isEqualTo(at(file, value.place())));
      }
    }
  }

  @Property(tries = 200)
  void changesNoneOfItsInputs(
      @ForAll("objects") ObjectNode common, @ForAll("grids") ObjectNode grid) {
    ObjectNode commonBefore = common.deepCopy();
    ObjectNode gridBefore = grid.deepCopy();

    read(common, grid, 2);

    assertThat(common).isEqualTo(commonBefore);
    assertThat(grid).isEqualTo(gridBefore);
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return fields(values());
  }

  @Provide
  Arbitrary<ObjectNode> grids() {
    return fields(
        values().list().ofMinSize(1).ofMaxSize(3).map(list -> JSON.arrayNode().addAll(list)));
  }

  private static Arbitrary<JsonNode> values() {
    Arbitrary<JsonNode> flat =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 9).map(JSON::numberNode),
            Arbitraries.of("a", "b").map(JSON::textNode),
            Arbitraries.just(JSON.nullNode()));
    Arbitrary<JsonNode> object = inner(Arbitraries.oneOf(flat, inner(flat)));
    return Arbitraries.oneOf(flat, object);
  }

  private static Arbitrary<JsonNode> inner(Arbitrary<JsonNode> values) {
    return Arbitraries.maps(Arbitraries.of("p", "q", "r"), values)
        .ofMaxSize(3)
        .map(map -> JSON.objectNode().setAll(map));
  }

  private static Arbitrary<ObjectNode> fields(Arbitrary<? extends JsonNode> values) {
    return Arbitraries.maps(Arbitraries.of(ExperimentReader.FIELDS), values)
        .ofMaxSize(4)
        .map(map -> (ObjectNode) JSON.objectNode().setAll(map));
  }

  private static Grid read(ObjectNode common, ObjectNode grid, int repeat) {
    JsonNode cv = spec(common, grid, repeat).get("cv");
    Problems problems = new Problems();
    Grid read = Grid.read(new Located(Place.ROOT.field("cv", 0), cv), problems);
    assertThat(problems.inFileOrder()).isEmpty();
    return read;
  }

  private static JsonNode spec(ObjectNode common, ObjectNode grid, int repeat) {
    ObjectNode cv = JSON.objectNode();
    cv.set("common_params", common);
    cv.set("grid_params", grid);
    cv.put("repeat", repeat);
    return JSON.objectNode().set("cv", cv);
  }

  /** The i-th point, by mixed-radix digits: another way than the product's. */
  private static JsonNode expected(ObjectNode common, ObjectNode grid, int i) {
    ObjectNode point = common.deepCopy();
    Map<String, JsonNode> chosen = new LinkedHashMap<>();
    List<Map.Entry<String, JsonNode>> params = List.copyOf(grid.properties());
    int rest = i;
    for (int k = params.size() - 1; k >= 0; k--) {
      JsonNode values = params.get(k).getValue();
      chosen.put(params.get(k).getKey(), values.get(rest % values.size()));
      rest /= values.size();
    }
    chosen.forEach(
        (name, value) -> {
          if (value.isObject() && point.path(name).isObject()) {
            value
                .properties()
                .forEach(f -> point.withObjectProperty(name).set(f.getKey(), f.getValue()));
          } else {
            point.set(name, value);
          }
        });
    return point;
  }

  private static JsonNode at(JsonNode file, Place place) {
    String pointer = place.path().substring(1).replace('.', '/').replace("[", "/").replace("]", "");
    return file.at(pointer);
  }
}
