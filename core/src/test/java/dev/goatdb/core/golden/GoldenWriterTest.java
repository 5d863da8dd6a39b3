package dev.goatdb.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the golden vectors anew, which is a deliberate act; and checks that none is missing. */
class GoldenWriterTest {
  private static final int FEWEST = 20;
  private static final String HEAD =
      """
      # Golden vectors, written by: mvn -pl core test -Dtest=GoldenWriterTest -Dgolden.write=true
      # Bytes are a contract: a change of an output is a change of format, to be explained in CHANGELOG.
      # One vector per line: name, input, output in hexadecimal; an empty byte string is a dash.
      # What the input of each kind means is said in the class Golden.
      """;

  @Test
  @EnabledIfSystemProperty(named = "golden.write", matches = "true")
  void write() throws IOException {
    for (Map.Entry<String, Inputs> kind : kinds().entrySet()) {
      StringBuilder text = new StringBuilder(HEAD);
      kind.getValue()
          .byName
          .forEach((name, input) ->
              text.append(name)
                  .append(' ')
                  .append(hex(input))
                  .append(' ')
                  .append(hex(Golden.run(kind.getKey(), input)))
                  .append('\n'));
      Files.writeString(file(kind.getKey()), text.toString());
    }
  }

  @Test
  @DisabledIfSystemProperty(named = "golden.write", matches = "true")
  void theFilesHoldEveryVectorOnceAndAtLeastTwentyOfEachKind() throws IOException {
    for (Map.Entry<String, Inputs> kind : kinds().entrySet()) {
      List<String> written =
          Files.readAllLines(file(kind.getKey())).stream()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(0, line.lastIndexOf(' ')))
              .toList();
      List<String> wanted =
          kind.getValue().byName.entrySet().stream()
              .map(entry -> entry.getKey() + " " + hex(entry.getValue()))
              .toList();
      assertEquals(wanted, written, "the inputs of kind " + kind.getKey());
      assertTrue(wanted.size() >= FEWEST, "few vectors of kind " + kind.getKey());
    }
  }

  private static Map<String, Inputs> kinds() {
    Map<String, Inputs> kinds = new TreeMap<>();
    kinds.put("values", ValueInputs.all());
    kinds.put("commits", CommitInputs.commits());
    kinds.put("packs", CommitInputs.packs());
    kinds.put("filters", SyncInputs.filters());
    kinds.put("digests", SyncInputs.digests());
    kinds.put("merges", MergeInputs.all());
    kinds.put("logs", SyncInputs.logs());
    kinds.put("expressions", ExpressionInputs.all());
    kinds.put("walks", WalkInputs.all());
    kinds.put("messages", SyncInputs.messages());
    kinds.put("stamps", StampInputs.all());
    kinds.put("lists", TextInputs.all());
    kinds.put("texts", TextInputs.all());
    kinds.put("talks", TalkInputs.all());
    return kinds;
  }

  private static Path file(String kind) {
    return Path.of("src/test/resources/golden", kind + ".txt");
  }

  private static String hex(byte[] bytes) {
    return bytes.length == 0 ? "-" : HexFormat.of().formatHex(bytes);
  }
}
