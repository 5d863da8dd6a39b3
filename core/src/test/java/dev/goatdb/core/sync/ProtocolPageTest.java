package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.host.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the protocol is true: its table names every kind, and its examples decode. */
class ProtocolPageTest {
  private static final Path PAGE = Path.of("../docs/protocol.md");
  private static final Pattern KIND = Pattern.compile("^\\| (\\d+) \\| (\\w+) \\|.*");
  private static final Pattern EXAMPLE = Pattern.compile("^\\| (\\w+) \\| `([0-9a-f]+)` \\|$");

  @Test
  void everyKindHasAnExampleThatDecodes() throws IOException {
    List<String> kinds = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher kind = KIND.matcher(line);
      if (kind.matches()) {
        assertEquals(kinds.size(), Integer.parseInt(kind.group(1)), "the table is in order");
        kinds.add(kind.group(2));
      }
      Matcher example = EXAMPLE.matcher(line);
      if (example.matches()) {
        Octets bytes = Octets.ofHex(example.group(2));
        Message message = MessageCodec.decode(bytes);
        assertEquals(example.group(1), message.getClass().getSimpleName());
        assertEquals(bytes, MessageCodec.encode(message));
        assertEquals(kinds.indexOf(example.group(1)), bytes.at(1), "the number of the kind");
        examples.add(example.group(1));
      }
    }
    assertEquals(Message.class.getPermittedSubclasses().length - 1 + onChannel(), kinds.size());
    assertEquals(kinds, examples);
  }

  private static int onChannel() {
    return Message.OnChannel.class.getPermittedSubclasses().length;
  }
}
