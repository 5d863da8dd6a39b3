package dev.goatdb.bench.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process keeps in its heap, as the JDK's own tool tells it. */
final class HeapInUse {
  private static final Pattern USED = Pattern.compile(", used (\\d+)K");
  private static final int KILOBYTE = 1024;

  private HeapInUse() {}

  /** The bytes that are in use after a collection, and another one of what was to be cleaned up. */
  static long of(long process) throws IOException, InterruptedException {
    jcmd(process, "GC.run");
    jcmd(process, "GC.run");
    return parse(jcmd(process, "GC.heap_info"));
  }

  /** The sum over the generations of a heap. */
  static long parse(String info) throws IOException {
    long kilobytes = 0;
    Matcher used = USED.matcher(info);
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new IOException("jcmd says nothing of a heap: " + info);
    }
    return kilobytes * KILOBYTE;
  }

  private static String jcmd(long process, String command)
      throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(tool.toString(), Long.toString(process), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd failed: " + said.strip());
    }
    return said;
  }
}
