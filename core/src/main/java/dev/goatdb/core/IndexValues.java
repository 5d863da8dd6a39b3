package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values as they are stored with the state of an index: the newest ones, within a number of bytes.
 */
final class IndexValues implements Values {
  private static final int MOST_BYTES = 512 << 10;
  private static final int MOST_OF_ONE = 256 << 10;

  private final Map<String, Kept> byItem = new LinkedHashMap<>();
  private int bytes;

  /** What was shown when a commit was the newest one. */
  private record Kept(int number, Octets encoded) {}

  @Override
  public boolean isEmpty() {
    return byItem.isEmpty();
  }

  @Override
  public Optional<Shown> find(String item, int number) {
    Kept kept = byItem.get(item);
    return kept == null || kept.number() != number
        ? Optional.empty()
        : Optional.of(decode(kept.encoded()));
  }

  @Override
  public void keep(String item, int number, Shown shown) {
    Kept before = byItem.get(item);
    if (before != null && before.number() == number) {
      return;
    }
    CborWriter out = shown.schema().write(new CborWriter().array(5));
    out.bool(shown.state().deleted()).value(shown.state().fields());
    put(item, new Kept(number, out.octets()));
  }

  /** The newest stand last. */
  private void put(String item, Kept kept) {
    Kept before = byItem.remove(item);
    bytes -= before == null ? 0 : before.encoded().size();
    if (kept.encoded().size() <= MOST_OF_ONE) {
      byItem.put(item, kept);
      bytes += kept.encoded().size();
    }
    Iterator<Kept> oldest = byItem.values().iterator();
    while (bytes > MOST_BYTES) {
      bytes -= oldest.next().encoded().size();
      oldest.remove();
    }
  }

  private static Shown decode(Octets encoded) {
    CborReader in = new CborReader(encoded);
    in.array(5);
    SchemaId schema = SchemaId.read(in);
    boolean deleted = in.bool();
    if (in.value() instanceof Value.Dict fields) {
      return new Shown(schema, new ItemState(deleted, fields));
    }
    throw in.bad("the fields of an item are no map");
  }

  @Override
  public void clear() {
    byItem.clear();
    bytes = 0;
  }

  @Override
  public void write(CborWriter out, int below) {
    Map<String, Kept> written = new LinkedHashMap<>(byItem);
    written.values().removeIf(kept -> kept.number() >= below);
    out.array(3 * written.size());
    written.forEach((item, kept) -> out.text(item).integer(kept.number()).bytes(kept.encoded()));
  }

  @Override
  public void read(CborReader in) {
    int count = in.array() / 3;
    for (int i = 0; i < count; i++) {
      put(in.text(), new Kept(in.integer(0, Integer.MAX_VALUE), in.bytes()));
    }
  }
}
