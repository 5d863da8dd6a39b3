package dev.goatdb.server.types;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** A version of a schema as a Java record: its fields as constants, its values as components. */
final class JavaRecord {
  private final JavaNames names;
  private final JavaSource source;

  JavaRecord(JavaNames names, JavaSource source) {
    this.names = names;
    this.source = source;
  }

  /** A field and what it is called. */
  private record Named(FieldDefinition field, String constant, String component) {
    /** What has neither to be given nor a value that every item shows may be missing. */
    boolean mayBeMissing() {
      return !field.required() && field.fallback().isEmpty() && field.type().isRegister();
    }
  }

  String of(Schema version, String type) {
    JavaNames.Unique unique = new JavaNames.Unique("SCHEMA", "item", "fields");
    List<Named> fields = new ArrayList<>();
    for (FieldDefinition field : version.fields().values()) {
      fields.add(new Named(field, unique.constant(field.name()), unique.component(field.name())));
    }
    StringBuilder out = new StringBuilder();
    out.append("  /** What an item of the schema ").append(version).append(" holds. */\n");
    out.append("  public record ").append(type).append("(\n");
    out.append(String.join(",\n", fields.stream().map(this::component).toList()));
    out.append(") {\n");
    fields.forEach(named -> out.append(constant(named)));
    String schema = names.type("dev.goatdb.Schema");
    List<String> all = fields.stream().map(Named::constant).toList();
    out.append("    public static final ").append(schema).append(" SCHEMA =\n        ");
    out.append(source.schema(version, all)).append(";\n\n");
    reading(out, fields, type);
    writing(out, fields);
    return out.append("  }\n").toString();
  }

  private String component(Named named) {
    String type = java(named.field().type());
    return "      "
        + (named.mayBeMissing() ? names.type("java.util.Optional") + "<" + type + ">" : type)
        + " "
        + named.component();
  }

  private String constant(Named named) {
    return "    public static final "
        + names.type("dev.goatdb.Field")
        + "<"
        + java(named.field().type())
        + "> "
        + named.constant()
        + " =\n        "
        + source.builder(named.field())
        + ";\n";
  }

  private void reading(StringBuilder out, List<Named> fields, String type) {
    out.append("    /** What an item holds now. */\n");
    out.append("    public static ").append(type).append(" of(");
    out.append(names.type("dev.goatdb.ItemView")).append(" item) {\n");
    out.append("      return new ").append(type).append("(\n");
    List<String> values =
        fields.stream()
            .map(named ->
                "          item."
                    + (named.mayBeMissing() ? "find" : "get")
                    + "("
                    + named.constant()
                    + ")")
            .toList();
    out.append(String.join(",\n", values)).append(");\n    }\n\n");
  }

  private void writing(StringBuilder out, List<Named> fields) {
    String map =
        names.type("java.util.Map")
            + "<"
            + names.type("java.lang.String")
            + ", "
            + names.type("java.lang.Object")
            + ">";
    out.append("    /** The values by field, to create an item with. */\n");
    out.append("    public ").append(map).append(" values() {\n");
    out.append("      ").append(map).append(" fields = new ");
    out.append(names.type("java.util.LinkedHashMap")).append("<>();\n");
    for (Named named : fields) {
      String name = JavaLiteral.quoted(named.field().name());
      out.append("      ");
      if (named.mayBeMissing()) {
        out.append(named.component()).append(".ifPresent(given -> fields.put(");
        out.append(name).append(", given));\n");
      } else {
        out.append("fields.put(").append(name).append(", ").append(named.component());
        out.append(");\n");
      }
    }
    out.append("      return fields;\n    }\n");
  }

  private String java(FieldType type) {
    return switch (type) {
      case FieldType.ListOf list -> names.type("java.util.List") + "<" + java(list.element()) + ">";
      case FieldType.SetOf set -> names.type("java.util.Set") + "<" + java(set.element()) + ">";
      case FieldType.MapOf map ->
          names.type("java.util.Map")
              + "<"
              + names.type("java.lang.String")
              + ", "
              + java(map.element())
              + ">";
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING, REFERENCE, TEXT -> names.type("java.lang.String");
            case INTEGER, COUNTER -> names.type("java.lang.Long");
            case NUMBER -> names.type("java.lang.Double");
            case BOOLEAN -> names.type("java.lang.Boolean");
            case INSTANT -> names.type("java.time.Instant");
            case BYTES -> "byte[]";
          };
    };
  }
}
