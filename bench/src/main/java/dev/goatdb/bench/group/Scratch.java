package dev.goatdb.bench.group;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A temporary folder that is gone when closed, and also where the program is ended before. */
public final class Scratch implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Path path;
  private final Thread undertaker = new Thread(this::bury, "undertaker of a scratch folder");

  public Scratch() throws IOException {
    path = Files.createTempDirectory("goat-bench");
    Runtime.getRuntime().addShutdownHook(undertaker);
  }

  public Path path() {
    return path;
  }

  /** Deletes a folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  /** The bytes of all files in a folder. */
  public static long size(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(undertaker);
    } catch (IllegalStateException ending) {
      return;
    }
    delete(path);
  }

  /**
   * Processes that would go on writing into the folder end first; as long as the program is about
   * to end, it may still start others.
   */
  private void bury() {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(path); attempt++) {
      List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
      children.forEach(ProcessHandle::destroyForcibly);
      children.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
      try {
        delete(path);
      } catch (IOException | UncheckedIOException busy) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
