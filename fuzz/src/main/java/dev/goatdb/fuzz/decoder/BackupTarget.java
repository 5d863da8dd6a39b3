package dev.goatdb.fuzz.decoder;

import dev.goatdb.core.DiskHost;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.jvm.maintenance.BackupFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Backups: the file as it is, and its parts with their checksums put in. */
final class BackupTarget {
  private static final Set<String> ERRORS = Set.of("corrupted", "incompatible");
  private static final String MAGIC = "GOATBAK0";
  private static final int[] KINDS = {'L', 'F', 'C'};

  private BackupTarget() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
                "backup",
                ERRORS,
                BackupTarget::checked,
                (logs, bytes) -> {},
                () -> List.of(file(seed())))
            .within(200, 8 << 20),
        Target.of(
                "backup-parts",
                ERRORS,
                bytes -> checked(file(Shapes.parts(bytes))),
                (logs, bytes) -> {},
                () -> List.of(Shapes.joined(seed())))
            .within(200, 8 << 20));
  }

  /** Opens a backup, which checks its parts, and checks every log in it. */
  private static List<String> checked(Octets bytes) {
    Path file = write(bytes);
    try (BackupFile backup = BackupFile.open(file)) {
      for (String log : backup.logs()) {
        backup.check(log, position -> {});
      }
      return backup.logs();
    }
  }

  private static Path write(Octets bytes) {
    try {
      Path file = Holder.FOLDER.resolve("backup-" + Thread.currentThread().threadId());
      return Files.write(file, bytes.array());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A folder for the files, which is deleted at the end. */
  private static final class Holder {
    static final Path FOLDER = folder();

    private Holder() {}

    private static Path folder() {
      try {
        Path folder = Files.createTempDirectory("goat-fuzz");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static void delete(Path folder) {
      try (var files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (IOException failed) {
        // A folder for scraps may stay.
        return;
      }
    }
  }

  private static Octets file(List<Shapes.Part> parts) {
    CborWriter out = new CborWriter().raw(Shapes.utf8(MAGIC));
    parts.forEach(part -> out.raw(Shapes.framed(KINDS[part.kind() % KINDS.length], part.bytes())));
    return out.octets();
  }

  /** A log in two portions, a small file, and the catalogue. */
  private static List<Shapes.Part> seed() {
    Octets log = Octets.wrap(Seeds.Samples.LOGS.client().log()).prefix(4_000);
    String path = DiskHost.TODOS.toString();
    List<Shapes.Part> parts = new ArrayList<>();
    for (int at = 0; at < log.size(); at += 2_000) {
      Octets portion = log.from(at).prefix(Math.min(2_000, log.size() - at));
      CborWriter part = new CborWriter().array(3).text(path).integer(at).bytes(portion);
      parts.add(new Shapes.Part(0, part.octets()));
    }
    CborWriter small = new CborWriter().array(2).text("organisation").bytes(DiskHost.ROOT);
    parts.add(new Shapes.Part(1, small.octets()));
    CborWriter catalogue = new CborWriter().array(3).integer(1L << 40).array(1).array(5);
    catalogue.text(path).bytes(Octets.wrap(new byte[16])).integer(log.size());
    catalogue.integer(100).integer(-5).array(1).text("organisation");
    parts.add(new Shapes.Part(2, catalogue.octets()));
    return parts;
  }
}
