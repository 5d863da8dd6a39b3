package dev.goatdb.core.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shape of source files: their size, their first sentence, their names, their package page. */
public final class Shape {
  private static final int MAX_MAIN_LINES = 300;
  private static final int MAX_TEST_LINES = 500;
  private static final Set<String> SOURCES = Set.of("java", "ts", "tsx", "js", "mjs");
  private static final Pattern TYPE =
      Pattern.compile("(?<![.\\w])(?:class|interface|enum|record)\\s+([A-Za-z]\\w*)");
  private static final Pattern VAGUE =
      Pattern.compile(".*(?:Impl|Manager|Utils?|Helpers?|Support|Base)|Base[A-Z].*");

  private Shape() {}

  /** Files that have grown too long to be about one thing. */
  public static List<String> size(SourceFile file) {
    String extension = file.path().substring(file.path().lastIndexOf('.') + 1);
    if (!SOURCES.contains(extension)) {
      return List.of();
    }
    int max = file.test() ? MAX_TEST_LINES : MAX_MAIN_LINES;
    long lines = file.text().lines().count();
    return lines <= max
        ? List.of()
        : List.of(file.violation(0, lines + " lines, the limit is " + max + ": split it"));
  }

  /** Main sources whose top-level type, package or module has no Javadoc. */
  public static List<String> firstSentence(SourceFile file) {
    if (!file.java() || !file.main()) {
      return List.of();
    }
    Matcher type = TYPE.matcher(file.code());
    String before = file.text();
    int start = 0;
    if (file.javaType() && type.find()) {
      start = Math.max(0, file.code().lastIndexOf(';', type.start()));
      before = file.text().substring(start, type.start());
    }
    return before.contains("/**")
        ? List.of()
        : List.of(file.violation(start, "begins without a Javadoc that says what it is"));
  }

  /** Types whose names say nothing. */
  public static List<String> names(SourceFile file) {
    if (!file.java()) {
      return List.of();
    }
    return file.violations(TYPE, type -> type.group(1)).stream()
        .filter(found -> VAGUE.matcher(found.substring(found.lastIndexOf(' ') + 1)).matches())
        .map(found -> found + " is a vague name: name it after what it is")
        .toList();
  }

  /** Packages of main sources without a page of their own. */
  public static List<String> packagePages(List<SourceFile> files) {
    Set<String> pages =
        files.stream()
            .filter(file -> file.path().endsWith("/package-info.java"))
            .map(SourceFile::folder)
            .collect(Collectors.toSet());
    Set<String> packages =
        files.stream()
            .filter(file -> file.javaType() && file.main())
            .map(SourceFile::folder)
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeAll(pages);
    List<String> found = new ArrayList<>();
    packages.forEach(folder -> found.add(folder + ": has no package-info.java"));
    return found;
  }
}
