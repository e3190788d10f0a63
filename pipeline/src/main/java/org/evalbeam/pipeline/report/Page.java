package org.evalbeam.pipeline.report;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalbeam.pipeline.report.view.ReportView;

/**
 * Puts the page together: the template escapes every text for its place; scripts and styles are our
 * own files, and the page's policy lets nothing run or be styled but these, by their hashes, and
 * nothing be fetched.
 */
final class Page {

  private static final List<String> SCRIPTS =
      Stream.of(
              "vega/vega-6.4.0.min.js",
              "vega/vega-lite-6.4.3.min.js",
              "vega/vega-interpreter-1.2.1.min.js",
              "page.js",
              "charts.js",
              "rows.js")
          .map(Page::resource)
          .toList();

  private static final String STYLE = resource("report.css");

  private static final String POLICY = policy();

  private Page() {}

  static void write(ReportView view, String data, Writer page) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("view", view);
    params.put("policy", POLICY);
    params.put("style", trusted(STYLE));
    params.put("scripts", SCRIPTS.stream().map(Page::trusted).toList());
    params.put("data", trusted(data));
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render("report.jte", params, new WriterOutput(page));
  }

  private static String policy() {
    return "default-src 'none'; script-src "
        + SCRIPTS.stream().map(Page::hash).collect(Collectors.joining(" "))
        + "; style-src "
        + hash(STYLE)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Text that stands in the page as it is. */
  private static Content trusted(String text) {
    return output -> output.writeContent(text);
  }

  /** A file of ours; without the line that tells where a source map would be, for there is none. */
  private static String resource(String name) {
    try (InputStream file = Page.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("missing in the program: " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    } catch (IOException e) {
      throw new IllegalStateException("can't be read: " + name, e);
    }
  }
}
