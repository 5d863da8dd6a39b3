package dev.goatdb.core.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the repository.
 *
 * @param path relative to the root, with slashes
 * @param text the whole text
 * @param code the same, for Java with comments and literals blanked, character by character
 */
public record SourceFile(String path, String text, String code) {
  private static final Pattern NOT_CODE =
      Pattern.compile(
          "//[^\n]*"
              + "|/\\*(?s:.*?)\\*/"
              + "|\"\"\"(?s:(?:\\\\.|[^\\\\])*?)\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\n])*\""
              + "|'(?:\\\\.|[^'\\\\\n])*'");
  private static final Pattern PACKAGE =
      Pattern.compile("^package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  /** A file of this path and text. */
  public static SourceFile of(String path, String text) {
    boolean java = path.endsWith(".java");
    return new SourceFile(path, text, java ? blanked(text) : text);
  }

  /** Whether this is a Java file. */
  public boolean java() {
    return path.endsWith(".java");
  }

  /** Whether this is part of a program, as opposed to its tests. */
  public boolean main() {
    return path.contains("/src/main/") || path.startsWith("web/npm/src/") && !test();
  }

  /** Whether this is part of a test. */
  public boolean test() {
    return path.contains("/src/test/") || path.contains(".test.");
  }

  /** Whether this is a Java type: neither a package page nor a module descriptor. */
  public boolean javaType() {
    return java() && !path.endsWith("/package-info.java") && !path.endsWith("/module-info.java");
  }

  /** The folder that holds this file. */
  public String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The Java package, or nothing. */
  public String packageName() {
    Matcher matcher = PACKAGE.matcher(code);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** One violation, with the line where it is. */
  public String violation(int offset, String message) {
    long line = text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    return path + ":" + line + ": " + message;
  }

  /** One violation per place in the code where the pattern is found. */
  public List<String> violations(Pattern pattern, Function<MatchResult, String> message) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      found.add(violation(matcher.start(), message.apply(matcher.toMatchResult())));
    }
    return found;
  }

  private static String blanked(String text) {
    return NOT_CODE.matcher(text).replaceAll(match -> match.group().replaceAll("[^\n]", " "));
  }
}
