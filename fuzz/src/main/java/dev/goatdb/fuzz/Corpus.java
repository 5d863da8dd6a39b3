package dev.goatdb.fuzz;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.fuzz.decoder.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that once broke a promise: a folder for each target, a file for each input, named by
 * the start of its hash.
 */
final class Corpus {
  private static final int NAME_DIGITS = 12;

  private final Path folder;

  Corpus(Path folder) {
    this.folder = folder;
  }

  /** The inputs of a target, in the order of their names. */
  List<Path> of(Target<?> target) throws IOException {
    Path inputs = folder.resolve(target.name());
    if (!Files.isDirectory(inputs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inputs)) {
      return files.sorted().toList();
    }
  }

  /** Adds an input and says where it is. */
  Path add(Target<?> target, Octets input) throws IOException {
    Path inputs = Files.createDirectories(folder.resolve(target.name()));
    return Files.write(inputs.resolve(name(input)), input.array());
  }

  /** Writes the seeds of a target and its inputs into a folder. */
  void writeAll(Target<?> target, Path to, List<Octets> inputs, byte[] prefix) throws IOException {
    Files.createDirectories(to);
    for (Octets input : inputs) {
      byte[] bytes = new byte[prefix.length + input.size()];
      System.arraycopy(prefix, 0, bytes, 0, prefix.length);
      input.copyTo(bytes, prefix.length);
      Files.write(to.resolve(target.name() + "-" + name(input)), bytes);
    }
  }

  /** All inputs of a target. */
  List<Octets> read(Target<?> target) throws IOException {
    List<Octets> inputs = new ArrayList<>();
    for (Path file : of(target)) {
      inputs.add(Octets.wrap(Files.readAllBytes(file)));
    }
    return inputs;
  }

  private static String name(Octets input) {
    return Pure.sha256(input).hex().substring(0, NAME_DIGITS);
  }
}
