package dev.goatdb.server;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file {@code server.address} in the folder of a running server, by which tools on the same
 * machine find it.
 *
 * <p>A server that was killed leaves it behind: it only counts while the folder is locked.
 */
public final class ServerAddress {
  private static final String NAME = "server.address";

  private ServerAddress() {}

  /** The address of the server that last ran on the folder, {@code ws://host:port}. */
  public static Optional<String> read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file).strip()).filter(address -> !address.isEmpty())
          : Optional.empty();
    } catch (IOException failed) {
      throw failure("read", file, failed);
    }
  }

  /** Takes the file away. */
  public static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException failed) {
      throw failure("remove", folder.resolve(NAME), failed);
    }
  }

  static void write(Path folder, String address) {
    Path file = folder.resolve(NAME);
    Path fresh = folder.resolve(NAME + ".new");
    try {
      Files.writeString(fresh, address + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw failure("write", file, failed);
    }
  }

  private static GoatException failure(String verb, Path file, IOException cause) {
    return new GoatException.StorageFailed(
            "Could not " + verb + " " + file + ": " + cause.getMessage() + ".",
            "Check the permissions of the folder.")
        .causedBy(cause);
  }
}
