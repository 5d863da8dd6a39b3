package dev.goatdb.server.torture;

import dev.goatdb.GoatDB;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.maintenance.FolderAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Damages copies of a folder: damage to a log is reported and never shows a wrong value, and damage
 * to an index heals.
 */
final class DamageRounds {
  private final Path folder;
  private final Path copy;
  private final Random random;
  private final Ledger ledger;
  private final String digest;
  private final Path log;
  private final Path index;

  /**
   * @param folder one that nobody uses
   */
  DamageRounds(Path folder, Path scratch, Ledger ledger, Random random) throws IOException {
    this.folder = folder;
    this.copy = scratch;
    this.ledger = ledger;
    this.random = random;
    this.log = Path.of("repositories", "torture", "notes.log");
    this.index = Path.of("repositories", "torture", "notes.index");
    Scratch.copy(folder, copy);
    this.digest = open(copy).orElseThrow(() -> unreadable(folder));
  }

  private static GoatException unreadable(Path folder) {
    return new GoatException.Corrupted(
        "The folder " + folder + " cannot be read before it is damaged.", "Run goat verify on it.");
  }

  /** What is shown of all, where all can be read. */
  private Optional<String> open(Path of) {
    try (GoatDB db = offline(of)) {
      return Optional.of(db.status(Notes.REPOSITORY).valueDigest());
    } catch (GoatException.Corrupted | GoatException.Incompatible reported) {
      return Optional.empty();
    }
  }

  /** The database of a folder, also of a replica, without its server. */
  private static GoatDB offline(Path of) {
    boolean founder = Files.exists(of.resolve("root.key"));
    return GoatDB.open(
        of,
        o -> {
          o.schemas(Notes.NOTE);
          if (!founder) {
            o.server("ws://127.0.0.1:1");
          }
        });
  }

  /** One damage to the log, and one to the index where there is one; what is wrong then. */
  List<String> damage() throws IOException {
    List<String> wrong = new ArrayList<>();
    Scratch.copy(folder, copy);
    if (Files.exists(copy.resolve(index))) {
      String what = damage(copy.resolve(index));
      Optional<String> shown = open(copy);
      if (shown.isEmpty() || !shown.get().equals(digest)) {
        wrong.add("an index did not heal that was " + what);
      }
      Scratch.copy(folder, copy);
    }
    byte[] before = Files.readAllBytes(copy.resolve(log));
    String what = damage(copy.resolve(log));
    boolean reported = isReported(before);
    try (GoatDB db = offline(copy)) {
      ledger.wrong(db).forEach(text -> wrong.add(text + " in a log that was " + what));
      if (!reported && !db.status(Notes.REPOSITORY).valueDigest().equals(digest)) {
        wrong.add("a difference was not reported in a log that was " + what);
      }
    } catch (GoatException.Corrupted | GoatException.Incompatible said) {
      if (!reported) {
        wrong.add("not found by the audit, though it cannot be read: a log that was " + what);
      }
    }
    return wrong;
  }

  /** Whether the audit says that the log is damaged, or is shorter than it was. */
  private boolean isReported(byte[] before) {
    FolderAudit audit = FolderAudit.of(copy);
    for (String name : audit.logs()) {
      FolderAudit.Checked checked = audit.check(name, bytes -> {});
      if (!checked.isSound() || checked.findings().bytes() < ends(before)) {
        return true;
      }
    }
    return false;
  }

  /** Where the bytes end but for room that was never written to. */
  private static int ends(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private String damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(ends(bytes));
    switch (random.nextInt(3)) {
      case 0 -> {
        Files.write(file, Arrays.copyOf(bytes, at));
        return "cut at " + at;
      }
      case 1 -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return "flipped at " + at;
      }
      default -> {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(1_000));
        Arrays.fill(bytes, at, to, (byte) random.nextInt(1, 256));
        Files.write(file, bytes);
        return "overwritten from " + at + " to " + to;
      }
    }
  }
}
