package dev.goatdb.core.expression.data;

import java.util.Map;
import java.util.Set;

/** What the checker knows of a datum before an expression runs. */
public sealed interface Type {
  /** Any datum. */
  record Unknown() implements Type {}

  /** A datum of a kind that holds no others. */
  record Scalar(Kind kind) implements Type {}

  /** A list, or a stored set, of elements of one type. */
  record ListOf(Type element) implements Type {}

  /** A map with keys of one type and values of one type. */
  record MapOf(Type key, Type value) implements Type {}

  /**
   * A map of which the fields are known, such as an item: selecting another field is refused at
   * load, and a declared field without a value is null.
   *
   * @param demanded those of which a missing value is a failure instead
   */
  record Fields(Map<String, Type> fields, Set<String> demanded) implements Type {
    public Fields(Map<String, Type> fields) {
      this(fields, Set.of());
    }
  }

  /** The kind of every datum of this type, or {@link Kind#FAILURE} where none is known. */
  default Kind kind() {
    return switch (this) {
      case Unknown unknown -> Kind.FAILURE;
      case Scalar scalar -> scalar.kind();
      case ListOf list -> Kind.LIST;
      case MapOf map -> Kind.MAP;
      case Fields fields -> Kind.MAP;
    };
  }

  /** Whether a datum of this type may serve where one of type {@code wanted} is asked for. */
  default boolean fits(Type wanted) {
    if (this instanceof Unknown || wanted instanceof Unknown) {
      return true;
    }
    if (this instanceof ListOf a && wanted instanceof ListOf b) {
      return a.element().fits(b.element());
    }
    if (kind() == Kind.MAP && wanted.kind() == Kind.MAP) {
      return key().fits(wanted.key()) && value().fits(wanted.value());
    }
    return kind() == wanted.kind();
  }

  /** The type of the keys of a map; unknown for anything else. */
  default Type key() {
    return this instanceof MapOf map
        ? map.key()
        : this instanceof Fields ? Types.STRING : Types.DYN;
  }

  /** The type of the values of a map or of the elements of a list, where they have one. */
  default Type value() {
    return this instanceof MapOf map
        ? map.value()
        : this instanceof ListOf list ? list.element() : Types.DYN;
  }

  /** The type of what a map of this type holds under a key. */
  default Type of(String key) {
    return this instanceof Fields known
        ? known.fields().getOrDefault(key, Types.DYN)
        : this instanceof MapOf map ? map.value() : Types.DYN;
  }

  /** The type in words: {@code list(string)}. */
  default String name() {
    return switch (this) {
      case Unknown unknown -> "dyn";
      case Scalar scalar -> scalar.kind().phrase();
      case ListOf list -> "list(" + list.element().name() + ")";
      case MapOf map -> "map(" + map.key().name() + ", " + map.value().name() + ")";
      case Fields fields -> "object";
    };
  }
}
