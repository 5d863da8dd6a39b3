package dev.goatdb.core.golden;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.List;

/**
 * Set digests: steps are {@code [true to add or false to remove, id]}, where an id is given as
 * bytes or as the number of a made-up one.
 */
final class DigestVector {
  private DigestVector() {}

  static Octets run(Description in) {
    SetDigest digest = new SetDigest();
    for (Value step : in.list("steps")) {
      List<Value> parts = Recipe.list(step);
      CommitId id = new CommitId(id(parts.get(1)));
      if (parts.get(0).equals(Value.TRUE)) {
        digest.add(id);
      } else {
        digest.remove(id);
      }
    }
    return new CborWriter().array(2).integer(digest.count()).bytes(digest.sum()).octets();
  }

  private static Octets id(Value value) {
    return value instanceof Value.Bytes bytes ? bytes.value() : Golden.id(Recipe.integer(value));
  }
}
