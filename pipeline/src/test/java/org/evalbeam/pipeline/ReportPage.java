package org.evalbeam.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as it stands on the disk, taken apart.
 *
 * @param html the whole page
 */
record ReportPage(String html) {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");

  static ReportPage in(Path output) throws IOException {
    return new ReportPage(Files.readString(output.resolve("report.html")));
  }

  /** The scripts that run. */
  List<String> scripts() {
    return scripts("");
  }

  String style() {
    return first(STYLE, html);
  }

  /** The page without what is in scripts and styles. */
  String markup() {
    return STYLE.matcher(SCRIPT.matcher(html).replaceAll("")).replaceAll("");
  }

  /** What the scripts are given. */
  JsonNode data() throws IOException {
    List<String> data = scripts(" type=\"application/json\" id=\"data\"");
    return new JsonMapper().readTree(data.get(0));
  }

  /** The policy, unescaped. */
  String policy() {
    return first(Pattern.compile("content-security-policy\" content=\"([^\"]*)\""), html)
        .replace("&#39;", "'");
  }

  private List<String> scripts(String attributes) {
    return SCRIPT
        .matcher(html)
        .results()
        .filter(script -> script.group(1).equals(attributes))
        .map(script -> script.group(2))
        .toList();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("not in the page: " + pattern);
    }
    return matcher.group(1);
  }

  /** What stands between a pattern's first group, wherever it is found in the markup. */
  List<String> all(String pattern) {
    return Pattern.compile(pattern)
        .matcher(markup())
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
