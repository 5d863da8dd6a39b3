package dev.goatdb.server.torture;

import dev.goatdb.jvm.maintenance.FolderAudit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Folders that are copied, looked over and deleted. */
final class Scratch {
  private Scratch() {}

  /** Copies a folder, in place of what there is. */
  static Path copy(Path from, Path to) throws IOException {
    delete(to);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failed)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What is wrong with the logs of a folder, in words. */
  static List<String> wrong(Path folder) {
    List<String> wrong = new ArrayList<>();
    FolderAudit audit = FolderAudit.of(folder);
    for (String log : audit.logs()) {
      FolderAudit.Checked checked = audit.check(log, bytes -> {});
      if (!checked.isSound()) {
        wrong.add("the log of " + log + " is not sound: " + checked.findings());
      }
    }
    return wrong;
  }
}
