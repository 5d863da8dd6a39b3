package dev.goatdb.fuzz.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that reads bytes or text from outside. */
public final class Targets {
  private static final List<Target<?>> ALL = collected();

  private Targets() {}

  private static List<Target<?>> collected() {
    List<Target<?>> all = new ArrayList<>();
    all.addAll(ValueTargets.all());
    all.addAll(TextTargets.all());
    all.addAll(CommitTargets.all());
    all.addAll(HistoryTargets.all());
    all.addAll(TalkTargets.all());
    all.addAll(LogTargets.all());
    all.addAll(BackupTarget.all());
    return List.copyOf(all);
  }

  /** All of them, the simplest first. */
  public static List<Target<?>> all() {
    return ALL;
  }

  /** The one of a name, if there is one. */
  public static Optional<Target<?>> named(String name) {
    return ALL.stream()
        .<Target<?>>map(target -> target)
        .filter(one -> one.name().equals(name))
        .findFirst();
  }
}
