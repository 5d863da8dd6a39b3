package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.types.EditorSchema;
import dev.goatdb.server.types.JavaSource;
import dev.goatdb.server.types.TypeScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code goat types}: a definition file as TypeScript or Java; or its JSON Schema. */
@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a definition file as a TypeScript module: the schemas for the client, and the types",
      "of what items hold. With --java it is a Java class: the schemas, their typed fields, and a",
      "record for the newest version of each. Keep what is written in version control, and write it",
      "again after each change.",
      "",
      "With --json-schema it writes what editors need to complete and check a goat.json that says",
      "\"$schema\": \"goat.schema.json\". That is the same for every definition file."
    },
    footer = {
      "",
      "Examples:",
      "  goat types goat.json --out src/goat.ts",
      "  goat types goat.json --out src/goat.ts --check     is it up to date? (exit code 1: no)",
      "  goat types goat.json --java --out src/main/java/com/example/Goat.java",
      "  goat types --json-schema --out goat.schema.json"
    })
final class TypesCommand implements Callable<Integer> {
  private static final Pattern SOURCES = Pattern.compile("/src/(?:main|test)/java/(.+)/[^/]+$");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the definition file (default: goat.json)")
  private Path file = Definitions.USUAL;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "the file to write, where it differs; without it, the standard output")
  private @Nullable Path module;

  @Option(names = "--java", description = "write Java; the class is called as the file of --out")
  private boolean java;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "the package of the class (default: what follows src/main/java in --out)")
  private @Nullable String packageName;

  @Option(
      names = "--all-versions",
      description = "with --java: records and typed fields for older versions, too")
  private boolean allVersions;

  @Option(names = "--json-schema", description = "write the JSON Schema of definition files")
  private boolean jsonSchema;

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
    if (java && jsonSchema || !java && (packageName != null || allVersions)) {
      throw new ParameterException(
          spec.commandLine(),
          java
              ? "--java and --json-schema are two runs"
              : "--package and --all-versions go with --java");
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
    if (jsonSchema) {
      return EditorSchema.text();
    }
    GoatFile.load(file);
    String name = file.toAbsolutePath().normalize().getFileName().toString();
    String text = Definitions.read(file);
    return java
        ? JavaSource.of(name, text, packageName(), className(), allVersions)
        : TypeScript.module(name, text);
  }

  private String className() {
    String name = module == null ? "Goat.java" : module.getFileName().toString();
    return name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
  }

  private String packageName() {
    if (packageName != null || module == null) {
      return packageName == null ? "" : packageName;
    }
    String path = module.toAbsolutePath().normalize().toString().replace('\\', '/');
    Matcher sources = SOURCES.matcher(path);
    return sources.find() ? sources.group(1).replace('/', '.') : "";
  }

  private void requireUpToDate(Path target, String text) {
    if (!isUpToDate(target, text)) {
      throw new GoatException.InvalidDefinition(
          target + " is not what " + file + " says now.",
          "Run it without --check, as in 'goat types " + file + " --out " + target + "'.");
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
