package dev.goatdb.server.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Kills a server under load and a program with a database, damages copies of what they left, and
 * counts what was acknowledged and is lost.
 */
public final class Torture {
  private static final int LOCAL_EVERY = 3;

  private final Path scratch;
  private final Random random;
  private final PrintWriter out;
  private int kills;
  private int failures;

  /**
   * What came of it.
   *
   * @param failures how often something acknowledged was lost, or something was wrong
   */
  public record Result(int kills, long acknowledged, int failures) {}

  /**
   * @param scratch an empty folder
   * @param out gets a line for every failure
   */
  public Torture(Path scratch, long seed, PrintWriter out) {
    this.scratch = scratch;
    this.random = new Random(seed);
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param kill how many times something is killed; every third time a program without a server
   * @param damages how many copies are damaged
   * @throws IOException where the scratch folder cannot be used
   */
  public Result run(int kill, int damages) throws IOException {
    Files.createDirectories(scratch);
    LocalRounds local = new LocalRounds(scratch.resolve("local"), random);
    try (ServerRounds server = new ServerRounds(scratch.resolve("server"), random)) {
      for (kills = 0; kills < kill; ) {
        kills++;
        report(kills % LOCAL_EVERY == 0 ? local.kill() : server.kill());
      }
      report(server.end());
      damage(server.folders().get(0), server.ledger(), damages - damages / 3);
      damage(server.folders().get(1), server.ledger(), damages / 3);
      return new Result(
          kills, server.ledger().acknowledged() + local.ledger().acknowledged(), failures);
    }
  }

  /** Deletes a scratch folder. */
  public static void clear(Path scratch) throws IOException {
    Scratch.delete(scratch);
  }

  private void damage(Path folder, Ledger ledger, int times) throws IOException {
    if (times == 0) {
      return;
    }
    DamageRounds rounds = new DamageRounds(folder, scratch.resolve("damaged"), ledger, random);
    for (int i = 0; i < times; i++) {
      report(rounds.damage());
    }
  }

  private void report(List<String> wrong) {
    failures += wrong.size();
    wrong.forEach(text -> out.println("after kill " + kills + ": " + text));
    out.flush();
  }
}
