package dev.goatdb.core.rule;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a condition sees of an attempt. */
final class Situation implements Scope {
  private final Attempt attempt;
  private final PathPattern pattern;
  private final Attempt.Items items;
  private @Nullable String asked;

  Situation(Attempt attempt, PathPattern pattern, Attempt.Items items) {
    this.attempt = attempt;
    this.pattern = pattern;
    this.items = items;
  }

  /** The item that must be loaded first, where one must. */
  @Nullable String asked() {
    return asked;
  }

  @Override
  public @Nullable Value variable(int place) {
    return switch (place) {
      case 0 -> attempt.who().fields();
      case 1 -> pattern.values(attempt.repository(), attempt.item());
      case 2, 3, 4 -> {
        Attempt.Seen seen = seen(place);
        yield seen == null ? null : seen.fields();
      }
      default -> changed();
    };
  }

  @Override
  public Type type(int place, Type declared) {
    Attempt.Seen seen = place >= 2 && place <= 4 ? seen(place) : null;
    return seen == null ? declared : seen.type();
  }

  private Attempt.@Nullable Seen seen(int place) {
    boolean later = place == 4 || place == 2 && attempt.before() == null;
    return later ? attempt.after() : attempt.before();
  }

  private Value changed() {
    List<Value> names = new ArrayList<>();
    attempt.changed().forEach(name -> names.add(Value.of(name)));
    return Value.arrayOf(names.toArray(Value[]::new));
  }

  @Override
  public long nowMillis() {
    return attempt.nowMillis();
  }

  @Override
  public Octets random() {
    return Octets.EMPTY;
  }

  /** What is no path leads to no item. */
  @Override
  public Lookup item(String path) {
    Lookup found;
    try {
      found = items.find(ItemPath.parse(path));
    } catch (GoatException.InvalidValue noPath) {
      found = Lookup.ABSENT;
    }
    if (!found.known()) {
      asked = path;
    }
    return found;
  }
}
