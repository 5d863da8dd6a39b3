package dev.goatdb;

import dev.goatdb.core.Inspection;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a field of an item shows what it shows: the changes that nobody overwrote who saw them, and
 * the rule by which concurrent ones met.
 *
 * @param field the name of the field
 * @param rule the merge policy by its word in a definition file, such as {@code last-writer}
 * @param changes oldest first; empty where the field shows its default
 */
public record Explanation(String field, String rule, List<Change> changes) {
  public Explanation {
    changes = List.copyOf(changes);
  }

  /**
   * A change of the field.
   *
   * @param what what it did, in words
   * @param user who made it, where the server knew; empty for anonymous sessions
   * @param session the id of the session that signed it, in hexadecimal
   * @param at when, by the clock of the device on which it was made
   * @param commit the id of the commit, hexadecimal
   * @param shows whether it shows; else a concurrent change won
   */
  public record Change(
      String what,
      Optional<String> user,
      String session,
      Instant at,
      String commit,
      boolean shows) {
    @Override
    public String toString() {
      return (shows ? "shows: " : "lost:  ")
          + what
          + ", by "
          + user.orElse("session " + session.substring(0, 8))
          + " at "
          + at
          + " in commit "
          + commit.substring(0, 8);
    }
  }

  static Explanation of(String field, Inspection item) {
    dev.goatdb.core.merge.Explanation why = item.explain(field);
    return new Explanation(
        field,
        why.rule().word(),
        why.reasons().stream().map(reason -> change(item, reason)).toList());
  }

  private static Change change(Inspection item, dev.goatdb.core.merge.Explanation.Reason reason) {
    Header header = reason.by().header();
    return new Change(
        what(reason.operation()),
        item.user(header.session()),
        header.session().bytes().hex(),
        Instant.ofEpochMilli(Hlc.millis(header.clock())),
        reason.by().id().hash().hex(),
        reason.stays());
  }

  static String what(Operation operation) {
    String entry = entry(operation.path());
    return switch (operation) {
      case Operation.Put put ->
          entry + (entry.isEmpty() ? "" : " ") + "set to " + text(put.value());
      case Operation.Remove remove -> entry.isEmpty() ? "cleared" : entry + " removed";
      case Operation.Include include ->
          "added " + text(include.element()) + (entry.isEmpty() ? "" : " to " + entry);
      case Operation.Exclude exclude ->
          "removed " + text(exclude.element()) + (entry.isEmpty() ? "" : " from " + entry);
      case Operation.Increase increase ->
          increase.by() < 0 ? "decreased by " + -increase.by() : "increased by " + increase.by();
      case Operation.Alter alter ->
          alter.change().inserted()
              + " characters inserted, "
              + alter.change().deleted()
              + " deleted";
      case Operation.Arrange arrange ->
          arrange.change().fresh()
              + " elements inserted, "
              + arrange.change().deleted()
              + " removed, "
              + arrange.change().moved()
              + " moved";
    };
  }

  /** The entry to which a path leads, innermost first; empty for the field itself. */
  private static String entry(List<String> path) {
    String entry = "";
    for (String key : path.subList(1, path.size())) {
      entry = "'" + key + "'" + (entry.isEmpty() ? "" : " of " + entry);
    }
    return entry.isEmpty() ? "" : "entry " + entry;
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Str string -> "'" + string.value() + "'";
      case Value.Int whole -> Long.toString(whole.value());
      case Value.Num number -> Double.toString(number.value());
      case Value.Bool flag -> Boolean.toString(flag.value());
      case Value.Moment moment -> Instant.ofEpochMilli(moment.millis()).toString();
      case Value.Null nothing -> "nothing";
      case Value.Bytes bytes -> bytes.value().size() + " bytes";
      case Value.Array list -> "a list of " + list.items().size();
      case Value.Dict map -> "a map of " + map.entries().size();
      case Value.Unique set -> "a set of " + set.elements().size();
    };
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("'" + field + "', by " + rule);
    changes.forEach(change -> text.append("\n  ").append(change));
    return changes.isEmpty() ? text + "\n  nobody wrote it: the default shows" : text.toString();
  }
}
