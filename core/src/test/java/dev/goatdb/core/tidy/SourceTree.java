package dev.goatdb.core.tidy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All files of the repository, without what is built or downloaded. */
public final class SourceTree {
  private static final Set<String> SKIPPED =
      Set.of("target", "node_modules", "dist", ".git", ".idea", ".vscode");
  private static final int MAX_BYTES = 1 << 20;

  private final Path root;
  private final List<SourceFile> files;

  private SourceTree(Path root, List<SourceFile> files) {
    this.root = root;
    this.files = files;
  }

  /** Reads the repository around the working directory: the folder that holds {@code goat}. */
  public static SourceTree read() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(root.resolve("goat"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("no folder above the working directory holds goat");
      }
    }
    List<SourceFile> files = new ArrayList<>();
    Files.walkFileTree(root, new Reader(root, files));
    return new SourceTree(root, List.copyOf(files));
  }

  /** The folder that holds {@code goat}. */
  public Path root() {
    return root;
  }

  /** Every file. */
  public List<SourceFile> files() {
    return files;
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<SourceFile> files;

    Reader(Path root, List<SourceFile> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skip = SKIPPED.contains(folder.getFileName().toString());
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      // In a second working tree, .git is a file.
      boolean skip = SKIPPED.contains(file.getFileName().toString());
      if (!skip && attributes.isRegularFile() && attributes.size() <= MAX_BYTES) {
        String path = root.relativize(file).toString().replace('\\', '/');
        files.add(SourceFile.of(path, Files.readString(file, StandardCharsets.ISO_8859_1)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
