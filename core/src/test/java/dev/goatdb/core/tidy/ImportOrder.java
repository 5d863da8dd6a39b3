package dev.goatdb.core.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may import whom: the rooms inside core, and the modules. */
public final class ImportOrder {
  /** The rooms of core, left to right; a room knows those left of it, never its own step. */
  private static final List<Set<String>> STEPS =
      List.of(
          Set.of("host"),
          Set.of("value", "order"),
          Set.of("expression", "text"),
          Set.of("rule"),
          Set.of("schema"),
          Set.of("commit"),
          Set.of("merge"),
          Set.of("query", "sync", "session", "log"),
          Set.of("audit"),
          Set.of("engine"));

  /** What each module may import; {@code jvm} is the package {@code dev.goatdb} itself. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "core", Set.of("core"),
          "jvm", Set.of("core", "jvm"),
          "server", Set.of("core", "jvm", "server"),
          "web", Set.of("core", "web"),
          "sim", Set.of("core", "sim"),
          "bench", Set.of("core", "jvm", "server", "bench"),
          "fuzz", Set.of("core", "jvm", "server", "fuzz"));

  private static final String CORE = "dev.goatdb.core";
  private static final Pattern USE_OF_CORE = Pattern.compile("\\bdev\\.goatdb\\.core\\.(\\w+|\\*)");
  private static final Pattern IMPORT =
      Pattern.compile("\\bimport\\s+(?:static\\s+)?dev\\.goatdb\\.(\\w+)");

  private ImportOrder() {}

  /** Rooms of core that use a room which is not left of them. */
  public static List<String> rooms(SourceFile file) {
    if (!file.javaType() || !file.path().startsWith("core/src/main/")) {
      return List.of();
    }
    String own = file.packageName();
    if (own.equals("dev.goatdb.error") || own.isEmpty()) {
      return List.of();
    }
    String room = own.equals(CORE) ? "engine" : roomOf(own.substring(CORE.length() + 1));
    if (step(room) < 0) {
      return List.of(file.violation(0, "core has no room " + room + " (see ImportOrder)"));
    }
    List<String> found = new ArrayList<>();
    Matcher matcher = USE_OF_CORE.matcher(file.code());
    while (matcher.find()) {
      String used = roomOf(matcher.group(1));
      if (!used.equals(room) && step(used) >= step(room)) {
        found.add(file.violation(matcher.start(), room + " may not know " + used));
      }
    }
    return found;
  }

  /** Modules that import a module they may not know. */
  public static List<String> modules(SourceFile file) {
    String module = file.path().substring(0, Math.max(0, file.path().indexOf('/')));
    Set<String> allowed = MODULES.get(module);
    if (allowed == null || !file.java()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    Matcher matcher = IMPORT.matcher(file.code());
    while (matcher.find()) {
      String used = moduleOf(matcher.group(1));
      if (!allowed.contains(used)) {
        found.add(file.violation(matcher.start(), module + " may not import " + used));
      }
    }
    return found;
  }

  /** The module that holds a name below {@code dev.goatdb}. */
  private static String moduleOf(String name) {
    return MODULES.containsKey(name) ? name : name.equals("error") ? "core" : "jvm";
  }

  /** The room of a name below {@code dev.goatdb.core}: types of the root package are the engine. */
  private static String roomOf(String name) {
    boolean type = name.equals("*") || Character.isUpperCase(name.charAt(0));
    return type ? "engine" : name.replaceFirst("\\..*", "");
  }

  private static int step(String room) {
    for (int i = 0; i < STEPS.size(); i++) {
      if (STEPS.get(i).contains(room)) {
        return i;
      }
    }
    return -1;
  }
}
