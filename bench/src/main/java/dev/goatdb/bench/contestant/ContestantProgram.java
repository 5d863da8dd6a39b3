package dev.goatdb.bench.contestant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program that runs one engine: it reads a command per line, carries it out, and answers with a
 * line of numbers, or with {@code failed} and why. It ends at once when there is nobody left who
 * could write a line.
 */
public final class ContestantProgram {
  private static final int FAILED = 70;

  private ContestantProgram() {}

  /**
   * The arguments are the name of an {@link Engine} and, where it shall read a single document and
   * end, a folder and the number of the document.
   */
  public static void main(String[] args) throws Exception {
    Engine engine = Engine.valueOf(args[0]);
    if (args.length > 1) {
      readOnce(engine, Path.of(args[1]), Integer.parseInt(args[2]));
      return;
    }
    // What an engine prints by itself must not be taken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(commands), "commands");
    reader.setDaemon(true);
    reader.start();
    Turn turn = new Turn(engine);
    while (true) {
      String command = commands.take();
      try {
        answers.println(turn.take(command));
      } catch (Exception | OutOfMemoryError | LinkageError failed) {
        failed.printStackTrace();
        answers.println("failed " + String.valueOf(failed).replaceAll("\\s+", " "));
        Runtime.getRuntime().halt(FAILED);
      }
    }
  }

  private static void readOnce(Engine engine, Path folder, int number) throws Exception {
    Contestant contestant = engine.open(folder, false);
    System.out.println(contestant.text(contestant.address(Document.key(number))));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void read(BlockingQueue<String> commands) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        commands.add(line);
      }
    } catch (IOException ignored) {
      // The other side is gone, as at the end of the lines.
    }
    Runtime.getRuntime().halt(0);
  }
}
