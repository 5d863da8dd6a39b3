package dev.goatdb.server.types;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/** The names in a Java source: of classes, by import or in full, of constants and components. */
final class JavaNames {
  private static final Set<String> NO_COMPONENTS =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "values",
          "of");

  private final Set<String> own;
  private final Set<String> imports = new TreeSet<>();

  /**
   * @param own the simple names of the types that the source declares
   */
  JavaNames(Collection<String> own) {
    this.own = Set.copyOf(own);
  }

  /** A class: imported, or in full where the source has another of that name. */
  String type(String full) {
    String simple = full.substring(full.lastIndexOf('.') + 1);
    if (own.contains(simple)) {
      return full;
    }
    if (!full.startsWith("java.lang.")) {
      imports.add(full);
    }
    return simple;
  }

  Set<String> imports() {
    return imports;
  }

  /** Names that are told apart, and that Java allows. */
  static final class Unique {
    private final Set<String> taken = new HashSet<>();

    Unique(String... taken) {
      this.taken.addAll(Set.of(taken));
    }

    /** {@code CREATED_AT} for {@code createdAt} and {@code created_at}. */
    String constant(String name) {
      String words =
          name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
      return free(words);
    }

    /** The name of a record's component, as it is where that can be. */
    String component(String name) {
      return free(NO_COMPONENTS.contains(name) ? name + "_" : name);
    }

    private String free(String wanted) {
      String name = wanted;
      while (!SourceVersion.isName(name) || !taken.add(name)) {
        name += "_";
      }
      return name;
    }
  }
}
