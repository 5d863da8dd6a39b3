package dev.goatdb.web.declarations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program that the build runs before it compiles TypeScript: it checks that each declaration
 * file declares what its Java class exports, or writes it.
 */
public final class Declarations {
  /** Writes the file. */
  static final String COMMAND = "mvn package -DskipTests -pl web -am -Ddeclarations=write";

  private Declarations() {}

  /**
   * Takes {@code check} or {@code write}, the folder of the Java source, and then each module with
   * its file.
   */
  public static void main(String[] args) throws IOException {
    try {
      for (int i = 2; i + 1 < args.length; i += 2) {
        run(args[0], Path.of(args[1]), args[i], Path.of(args[i + 1]));
      }
    } catch (Unexportable | IllegalArgumentException | IllegalStateException problem) {
      System.err.println("Declarations: " + problem.getMessage());
      System.exit(1);
    }
  }

  /**
   * Checks or writes the declarations of a module.
   *
   * @throws IllegalStateException where the file differs
   * @throws Unexportable where the module has something that cannot be declared
   */
  static void run(String mode, Path source, String module, Path file) throws IOException {
    String made = DeclarationFile.of(BoundarySource.read(source), module);
    switch (mode) {
      case "write" -> Files.writeString(file, made);
      case "check" -> compare(file, Files.exists(file) ? Files.readString(file) : "", made);
      default -> throw new IllegalArgumentException("-Ddeclarations=" + mode + ": check or write");
    }
  }

  private static void compare(Path file, String found, String made) {
    List<String> old = found.lines().toList();
    List<String> now = made.lines().toList();
    if (old.equals(now)) {
      return;
    }
    int line = 0;
    while (line < old.size() && line < now.size() && old.get(line).equals(now.get(line))) {
      line++;
    }
    throw new IllegalStateException(
        "%s is not what its Java source exports, from line %d on:%n  file: %s%n  Java: %s%n"
                .formatted(file.getFileName(), line + 1, at(old, line), at(now, line))
            + "Make it anew and commit it: "
            + COMMAND);
  }

  private static String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "(end)";
  }
}
