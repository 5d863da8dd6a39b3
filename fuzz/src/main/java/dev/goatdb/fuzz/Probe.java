package dev.goatdb.fuzz;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.fuzz.decoder.Target;
import dev.goatdb.fuzz.decoder.Targets;
import dev.goatdb.jvm.JvmFunctions;
import java.util.Arrays;
import java.util.List;

/** What Jazzer calls with each input, in a process of its own. */
public final class Probe {
  /** The system property that names the target. */
  static final String TARGET = "goat.fuzz.target";

  /** The target that stands for all: the first byte of an input chooses one of them. */
  static final String ALL = "all";

  private static final String NAME = System.getProperty(TARGET, ALL);
  private static final List<Target<?>> CHOICE =
      NAME.equals(ALL) ? Targets.all() : List.of(Targets.named(NAME).orElseThrow());
  private static final Judge JUDGE = Judge.ofProbed();

  private Probe() {}

  /** Jazzer calls this once, before all inputs. */
  public static void fuzzerInitialize() {
    Pure.install(new JvmFunctions());
  }

  /** Jazzer calls this for each input, and keeps the ones for which it throws. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (CHOICE.size() == 1) {
      judge(CHOICE.get(0), input);
    } else if (input.length > 0) {
      judge(chosen(input), Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /** The target that the first byte of an input chooses. */
  static Target<?> chosen(byte[] input) {
    return Targets.all().get((input[0] & 0xff) % Targets.all().size());
  }

  private static void judge(Target<?> target, byte[] input) {
    JUDGE
        .judge(target, Octets.of(input))
        .ifPresent(finding -> {
          throw new AssertionError(target.name() + " " + finding, finding.cause());
        });
  }
}
