package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.types.TypeScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat types}: a definition file as TypeScript. */
@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a definition file as a TypeScript module: the schemas for the client, and the types",
      "of what items hold. Keep the module in version control, and write it again after each change."
    },
    footer = {
      "",
      "Examples:",
      "  goat types goat.json --out src/goat.ts",
      "  goat types goat.json --out src/goat.ts --check     is it up to date? (exit code 1: no)"
    })
final class TypesCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the definition file (default: goat.json)")
  private Path file = Definitions.USUAL;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the module to write, where it differs; without it, the standard output")
  private @Nullable Path module;

  @Option(names = "--check", description = "write nothing; fail where --out is not up to date")
  private boolean check;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (check && module == null) {
      throw new ParameterException(spec.commandLine(), "--check needs --out, the file to compare");
    }
    String text = generate();
    PrintWriter out = spec.commandLine().getOut();
    if (module == null) {
      out.print(text);
    } else if (check) {
      requireUpToDate(module, text);
    } else if (write(module, text)) {
      out.println(module + " was written");
    }
    out.flush();
    return 0;
  }

  private String generate() {
    try {
      GoatFile.load(file);
      String name = file.toAbsolutePath().normalize().getFileName().toString();
      return TypeScript.module(name, Files.readString(file));
    } catch (IOException vanished) {
      throw new GoatException.NotFound(
              "Could not read the definition file " + file + ".", "Give the path of a goat.json.")
          .causedBy(vanished);
    }
  }

  private void requireUpToDate(Path target, String text) {
    if (!isUpToDate(target, text)) {
      throw new GoatException.InvalidDefinition(
          target + " is not what " + file + " says now.",
          "Run 'goat types " + file + " --out " + target + "'.");
    }
  }

  /** Line ends do not count: version control may have changed them. */
  private static boolean isUpToDate(Path target, String text) {
    try {
      return Files.exists(target) && Files.readString(target).replace("\r\n", "\n").equals(text);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Writes a module where it differs; whether it did. */
  static boolean write(Path target, String text) {
    if (isUpToDate(target, text)) {
      return false;
    }
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(target, text);
      return true;
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not write " + target + ": " + failed.getMessage() + ".",
              "Check the folder and its permissions.")
          .causedBy(failed);
    }
  }
}
