package dev.goatdb.core.schema.file;

import java.util.List;

/** The entries that the objects of a definition file may have; there are no others. */
public final class Entry {
  public static final List<String> OF_FILE = List.of("$schema", "organisation", "schemas", "rules");
  public static final List<String> OF_ORGANISATION = List.of("label", "root");
  public static final List<String> OF_VERSION = List.of("version", "fields", "upgrade");
  public static final List<String> OF_FIELD =
      List.of("type", "of", "required", "default", "constraint", "merge");

  /** What a set or map holds, where that is a set or map itself. */
  public static final List<String> OF_ELEMENT = List.of("type", "of");

  public static final List<String> OF_DEFAULT = List.of("expr");
  public static final List<String> OF_UPGRADE = List.of("rename", "drop", "set", "code");
  public static final List<String> OF_RULE = List.of("name", "path", "allow", "if", "else");

  private Entry() {}
}
