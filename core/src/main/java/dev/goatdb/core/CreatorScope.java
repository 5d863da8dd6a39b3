package dev.goatdb.core;

import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Value;
import org.jspecify.annotations.Nullable;

/** What the defaults of a new item may ask its creator for: the time and something random. */
final class CreatorScope implements Scope {
  private static final int RANDOM_BYTES = 16;

  private final Context context;

  CreatorScope(Context context) {
    this.context = context;
  }

  @Override
  public @Nullable Value variable(int place) {
    return null;
  }

  @Override
  public long nowMillis() {
    return context.wallMillis();
  }

  @Override
  public Octets random() {
    return context.randomness().octets(RANDOM_BYTES);
  }

  @Override
  public Lookup item(String path) {
    return Lookup.ABSENT;
  }
}
