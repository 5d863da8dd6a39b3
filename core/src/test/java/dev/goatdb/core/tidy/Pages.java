package dev.goatdb.core.tidy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written for people: links that lead somewhere, nothing that is true on one machine only.
 */
public final class Pages {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*\\]\\(([^)\\s]+)[^)\n]*\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("(?:[a-z]+:|#).*");
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?<![\\w.$}~])/(?:work|root|home)/"
              + "|https?://[^\\s\"'<>]*(?:registry|maven2|artifactory|nexus)"
              + "|\\brepo1?\\.maven\\b|\\bregistry\\.npmjs\\b");

  private Pages() {}

  /** Relative links of Markdown files to files that do not exist below the root. */
  public static List<String> deadLinks(SourceFile file, Path root) {
    if (!file.path().endsWith(".md")) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    String text =
        FENCE.matcher(file.text()).replaceAll(match -> match.group().replaceAll("[^\n]", " "));
    Matcher matcher = LINK.matcher(text);
    while (matcher.find()) {
      String target = matcher.group(1);
      Path folder = target.startsWith("/") ? root : root.resolve(file.folder());
      String path = target.replaceFirst("#.*", "").replaceFirst("^/", "");
      if (!ELSEWHERE.matcher(target).matches() && !Files.exists(folder.resolve(path).normalize())) {
        found.add(file.violation(matcher.start(), "dead link to " + target));
      }
    }
    return found;
  }

  /** Paths of somebody's machine and addresses of package registries. */
  public static List<String> machineTraces(SourceFile file) {
    List<String> found = new ArrayList<>();
    Matcher matcher = MACHINE.matcher(file.text());
    while (matcher.find()) {
      found.add(file.violation(matcher.start(), "true on one machine only: " + matcher.group()));
    }
    return found;
  }
}
