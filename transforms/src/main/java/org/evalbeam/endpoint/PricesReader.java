package org.evalbeam.endpoint;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.evalbeam.spec.tree.Fields;
import org.evalbeam.spec.tree.Located;
import org.evalbeam.spec.tree.Problems;
import org.jspecify.annotations.Nullable;

/** Reads the prices of an entry of the endpoint catalog, model by model. */
final class PricesReader {

  private static final List<String> PRICE = List.of("input", "output", "currency", "as_of");
  private static final String AN_OBJECT = "an object with " + String.join(", ", PRICE);
  private static final String DEFAULT_CURRENCY = "USD";
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Problems problems;

  PricesReader(Problems problems) {
    this.problems = problems;
  }

  /** Model names, {@code *} standing for any characters, to prices, in the order of the file. */
  Map<String, Price> read(@Nullable Located given) {
    Map<String, Price> prices = new LinkedHashMap<>();
    if (given != null && !given.json().isObject()) {
      problems.wrong(given, "an object of prices by the models' names");
    } else if (given != null) {
      given
          .fields()
          .forEach(
              (model, price) -> {
                if (price.json().isObject()) {
                  prices.put(model, price(Fields.of(price, problems).allow(PRICE)));
                } else {
                  problems.wrong(price, AN_OBJECT);
                }
              });
    }
    return prices;
  }

  private Price price(Fields fields) {
    fields.required("input", "a price for a million tokens of prompts");
    fields.required("output", "a price for a million tokens of answers");
    Double input = fields.number("input", true);
    Double output = fields.number("output", true);
    return new Price(
        input == null ? 0 : input, output == null ? 0 : output, currency(fields), asOf(fields));
  }

  private String currency(Fields fields) {
    Located given = fields.get("currency");
    if (given == null) {
      return DEFAULT_CURRENCY;
    }
    if (!CURRENCY.matcher(given.json().asText()).matches()) {
      problems.wrong(given, "a code of three capital letters, such as USD (ISO 4217)");
      return DEFAULT_CURRENCY;
    }
    return given.json().asText();
  }

  private @Nullable LocalDate asOf(Fields fields) {
    Located given = fields.get("as_of");
    try {
      return given == null ? null : LocalDate.parse(given.json().asText());
    } catch (DateTimeException noDate) {
      problems.wrong(given, "a day such as 2026-01-31");
      return null;
    }
  }
}
