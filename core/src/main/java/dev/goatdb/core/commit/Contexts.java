package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions and schemas that the commits of a log have in common: each pair is written once, and
 * commits name it by its number.
 */
public final class Contexts {
  /** Damage to a log may have taken some of the records that give numbers. */
  private static final int MOST_MISSING = 10_000;

  private final List<@Nullable Context> byNumber = new ArrayList<>();
  private final Map<Context, Integer> numbers = new HashMap<>();

  /** Who made a commit, under which schema. */
  record Context(SessionId session, SchemaId schema) {}

  /** The number of a commit's context, or -1 where it has none yet. */
  public int find(Commit commit) {
    return numbers.getOrDefault(
        new Context(commit.header().session(), commit.header().schema()), -1);
  }

  /** Gives a commit's context the next number. */
  public int add(Commit commit) {
    int number = byNumber.size();
    put(number, new Context(commit.header().session(), commit.header().schema()));
    return number;
  }

  /** The record that gives a context its number. */
  public Octets encode(int number) {
    Context context = Objects.requireNonNull(byNumber.get(number), "it has that number");
    CborWriter out = new CborWriter().array(5).integer(number);
    return context.schema().write(out.bytes(context.session().bytes())).octets();
  }

  /** Takes such a record in; throws {@code Corrupted} for anything malformed. */
  public void read(Octets record) {
    CborReader in = new CborReader(record);
    in.array(5);
    int number = in.integer(0, byNumber.size() + MOST_MISSING);
    SessionId session = new SessionId(in.bytes(SessionId.BYTES));
    SchemaId schema = SchemaId.read(in);
    in.end();
    put(number, new Context(session, schema));
  }

  /** Whether one of the schemas is of a kind. */
  public boolean names(Predicate<SchemaId> kind) {
    for (Context context : numbers.keySet()) {
      if (kind.test(context.schema())) {
        return true;
      }
    }
    return false;
  }

  /** How many there are. */
  public int size() {
    return byNumber.size();
  }

  Context get(int number, CborReader in) {
    Context context = number < byNumber.size() ? byNumber.get(number) : null;
    if (context == null) {
      throw in.bad("a commit names a context that no record gave");
    }
    return context;
  }

  private void put(int number, Context context) {
    while (byNumber.size() <= number) {
      byNumber.add(null);
    }
    byNumber.set(number, context);
    numbers.put(context, number);
  }
}
