package dev.goatdb.core.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What core may not use of the JDK: missing in JavaScript, different there, or dependent on clock,
 * chance, threads and files, which belong to the host.
 */
public final class PortableSubset {
  private static final String HOST = "the host does this: give an effect or take an event";
  private static final String OWN_TEXT = "write the few characters by hand";

  private static final List<Ban> BANS =
      List.of(
          // Threads, clocks, chance and input belong to the host.
          ban(
              "\\bCompletableFuture\\b|\\bCompletionStage\\b|\\bjava\\.util\\.concurrent\\.Future\\b",
              HOST),
          ban("\\bExecutors?\\b|\\bExecutorService\\b|\\bForkJoin\\w+|\\bTimer(?:Task)?\\b", HOST),
          ban("\\bThread(?:Local|LocalRandom)?\\b|\\bsynchronized\\b|\\bvolatile\\b", HOST),
          ban("\\bjava\\.util\\.concurrent\\.locks\\b|\\bCountDownLatch\\b|\\bSemaphore\\b", HOST),
          ban("\\bSystem\\.(?:currentTimeMillis|nanoTime|in|out|err|getenv|getProperty)\\b", HOST),
          ban("\\b(?:Instant|LocalDate|LocalDateTime|ZonedDateTime)\\.now\\b|\\bnew Date\\(", HOST),
          ban("\\b(?:Secure|Splittable)?Random\\b|\\bMath\\.random\\b|\\brandomUUID\\b", HOST),
          ban("\\bSystem\\.Logger\\b|\\bjava\\.util\\.logging\\b|\\borg\\.slf4j\\b", HOST),
          ban(
              "\\bjava\\.(?:io|net|nio\\.file|nio\\.channels|lang\\.reflect|lang\\.foreign)\\b",
              HOST),
          ban("\\bjava\\.(?:security|sql|text)\\b|\\bjavax\\.", HOST),
          // Missing in JavaScript.
          ban("\\bMessageDigest\\b", "use the SHA-256 port of host"),
          ban("\\bCRC32C?\\b", "use the CRC32C port of host"),
          ban("\\bHexFormat\\b", "use the hex of value"),
          ban(
              "\\bConcurrent(?:SkipList\\w+|Linked\\w+)|\\bLongAdder\\b|\\bVarHandle\\b",
              "core has one thread"),
          ban(
              "\\bArrays\\.(?:compare|compareUnsigned|mismatch|parallel\\w+)\\b",
              "compare bytes in a loop"),
          ban("\\.parallel(?:Stream)?\\(", "core has one thread"),
          ban("\\bStringJoiner\\b|\\bScanner\\b", "use a StringBuilder"),
          ban("\\bNormalizer\\b|\\bCollator\\b|\\bLocale\\b", "core compares code points"),
          ban("\\.(?:lines|indent|transform|stripIndent)\\(", OWN_TEXT),
          ban(
              "\\bgetRecordComponents\\b|\\bClass\\.forName\\b|\\bServiceLoader\\b",
              "name the type"),
          // Different in JavaScript, or heavy there.
          ban("\\bfloat\\b", "use double; write float32 bits with integer arithmetic"),
          ban(
              "\\b(?:Strict)?Math\\.(?:round|rint|fma|\\w*multiplyHigh)\\b",
              "use Math.floor and integers"),
          ban(
              "\\bDouble\\.(?:parseDouble|valueOf|toString)\\b|\\bFloat\\.(?:parse|valueOf|toString)",
              "bytes hold no decimal text of doubles"),
          ban("\\bString\\.format\\b|\\.formatted\\(|\\bFormatter\\b", "join the parts with +"),
          ban(
              "\\.(?:split|matches|replaceAll|replaceFirst)\\(|\\bjava\\.util\\.regex\\b",
              "use indexOf and substring"),
          ban("\\.to(?:Lower|Upper)Case\\(", OWN_TEXT),
          ban(
              "\\.stream\\(|\\b\\w*Stream\\b|\\bjava\\.util\\.stream\\b|\\bCollectors\\b",
              "write a loop: streams weigh much in JavaScript"),
          ban(
              "\\+ [\\w.()]+\\.(?:get|orElseThrow)\\(\\)(?=\\s*[+,;)])",
              "name it in a variable: joined to a text without a type, it brings every toString along"),
          ban(
              "\\bCharacter\\.(?:is(?:Letter|Digit|LetterOrDigit|Alphabetic|Whitespace|SpaceChar|UpperCase|LowerCase)|getNumericValue)\\b",
              "compare with character ranges"),
          ban("\\bnew String\\(|\\.getBytes\\(", "use the UTF-8 port of host"));

  private PortableSubset() {}

  /** Uses of what JavaScript lacks or does differently, each with what to do instead. */
  public static List<String> violations(SourceFile file) {
    if (!file.javaType() || !file.path().startsWith("core/src/main/")) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (Ban ban : BANS) {
      found.addAll(
          file.violations(
              ban.use(), use -> "core may not use " + use.group().strip() + ": " + ban.instead()));
    }
    return found;
  }

  private static Ban ban(String regex, String instead) {
    return new Ban(Pattern.compile(regex), instead);
  }

  private record Ban(Pattern use, String instead) {}
}
