package dev.goatdb.bench.sync;

import dev.goatdb.bench.group.Scratch;
import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link FreshClient} in a process of its own, and what it has loaded. */
final class FreshProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Process process;
  private final Path folder;
  private final long nanos;

  private FreshProcess(Process process, Path folder, long nanos) {
    this.process = process;
    this.folder = folder;
    this.nanos = nanos;
  }

  /**
   * Starts it, and returns when it is in step with a server.
   *
   * @param folder that does not exist yet, and is deleted in the end
   * @param items that it must have then
   */
  static FreshProcess load(Path folder, String address, String repository, int items)
      throws IOException {
    List<String> command = ServerProcess.goatCommand();
    command.set(command.size() - 1, FreshClient.class.getName());
    command.addAll(List.of(folder.toString(), address, repository));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = process.inputReader(StandardCharsets.UTF_8).readLine();
    FreshProcess fresh = new FreshProcess(process, folder, System.nanoTime() - start);
    if (!Integer.toString(items).equals(said)) {
      fresh.close();
      throw new IOException("a fresh client has loaded " + said + " of " + items + " items");
    }
    return fresh;
  }

  /** From its start, Java's own included, until it was in step. */
  long nanos() {
    return nanos;
  }

  long heapInUse() throws IOException, InterruptedException {
    return HeapInUse.of(process.pid());
  }

  /** It ends with its input, and by force where it does not. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (Files.exists(folder)) {
      Scratch.delete(folder);
    }
  }
}
