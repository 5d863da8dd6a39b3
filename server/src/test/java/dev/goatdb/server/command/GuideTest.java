package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/** What the guide shows of commands, and of the file that one of them writes, is so. */
final class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "guide");

  @TempDir Path folder;

  @Test
  void theGuideNamesCommandsAndOptionsThatThereAre() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path page : pages()) {
      String text = read(page).replaceAll("(?m)^goat .*$", "`$0`");
      Matcher code = Pattern.compile("`(?:\\./)?goat ([a-z]+)([^`]*)`").matcher(text);
      while (code.find()) {
        CommandSpec root = Goat.commandLine().getCommandSpec();
        assertNotNull(root.subcommands().get(code.group(1)), code.group() + " in " + page);
        CommandSpec command = root.subcommands().get(code.group(1)).getCommandSpec();
        String next = code.group(2).strip().split(" ", -1)[0];
        if (command.subcommands().containsKey(next)) {
          command = command.subcommands().get(next).getCommandSpec();
        }
        Matcher option = Pattern.compile("--[a-z-]+").matcher(code.group(2));
        while (option.find()) {
          assertNotNull(command.findOption(option.group()), code.group() + " in " + page);
        }
        named.add(code.group(1));
      }
    }
    assertTrue(
        named.containsAll(Set.of("check", "types", "verify", "repair", "backup")), named::toString);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(GUIDE)) {
      return pages.sorted().toList();
    }
  }

  private static String read(Path page) throws IOException {
    return Files.readString(page);
  }

  @Test
  void checkShowsAMistakeAsTheGuideDoes() throws IOException {
    String page = read(GUIDE.resolve("definitions.md"));
    String file = block(page, "```json\n").replaceFirst("required", "requird");
    Path path = folder.resolve("goat.json");
    Files.writeString(path, file);
    Run run = Run.of("check", path.toString());
    assertEquals(1, run.code(), run::toString);
    String shown = (run.out() + run.err()).replace(path.toString(), "goat.json");
    assertTrue(page.contains("```\n" + shown + "```"), shown);
  }

  private static String block(String page, String fence) {
    int start = page.indexOf(fence) + fence.length();
    return page.substring(start, page.indexOf("```", start));
  }

  /** Reads a backup by nothing but the drawing. */
  @Test
  void aBackupIsAsItIsDrawn() throws IOException {
    String drawing = block(read(GUIDE.resolve("durability.md")), "byte by byte\n\n```\n");
    Path data = folder.resolve("data");
    Path backup = folder.resolve("goat.backup");
    Folders.fill(data, 20);
    assertEquals(0, Run.of("backup", data.toString(), backup.toString()).code());
    Folders.fill(data, 5);
    assertEquals(0, Run.of("backup", data.toString(), backup.toString()).code());
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(backup)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    in.get(magic);
    assertTrue(drawing.startsWith("\"" + new String(magic, StandardCharsets.US_ASCII) + "\""));
    List<Character> kinds = new ArrayList<>();
    while (in.hasRemaining()) {
      int checksum = in.getInt();
      ByteBuffer checked = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      int length = in.getInt();
      checked.limit(in.position() + length);
      CRC32C crc = new CRC32C();
      crc.update(checked);
      assertEquals((int) crc.getValue(), checksum);
      char kind = (char) in.get();
      int items = drawn(drawing, kind);
      assertEquals(0, in.get(), "version");
      assertEquals(0x80 + items, in.get() & 0xff, "an array of " + items);
      in.position(in.position() + length - 3);
      kinds.add(kind);
    }
    assertEquals('C', kinds.getLast());
    assertEquals(2, kinds.stream().filter(kind -> kind == 'C').count());
    assertEquals(Set.of('L', 'F', 'C'), new TreeSet<>(kinds));
  }

  /** How many items the drawing gives a part of a kind. */
  private static int drawn(String drawing, char kind) {
    int start = drawing.indexOf("'" + kind + "' (" + (int) kind + ")");
    assertTrue(start >= 0, () -> kind + " is not drawn");
    int depth = 0;
    int items = 1;
    for (int i = drawing.indexOf('[', start); ; i++) {
      char at = drawing.charAt(i);
      depth += at == '[' ? 1 : at == ']' ? -1 : 0;
      items += at == ',' && depth == 1 ? 1 : 0;
      if (depth == 0) {
        return items;
      }
    }
  }
}
