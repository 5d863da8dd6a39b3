package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Items with many commits, of which somebody only wants to see what is shown. */
class LongHistoryTest {
  private static final int EDITS = 500;

  private static DiskHost host(Octets log, Octets index) {
    return new DiskHost(Settings.Role.KEEPER, 3, log.array(), index.array()).open();
  }

  private static DiskHost reopened(DiskHost before) {
    return host(Octets.wrap(before.log()), Octets.wrap(before.index()));
  }

  private static DiskHost edited() {
    DiskHost host = host(Octets.EMPTY, Octets.EMPTY);
    host.create("other", "first");
    host.create("long", "text");
    for (int i = 1; i <= EDITS; i++) {
      host.pass(1000);
      host.set("long", "text " + i);
    }
    host.close();
    return host;
  }

  private static Optional<String> text(DiskHost host, String item) {
    return host.engine()
        .look(new ItemPath(DiskHost.TODOS, item))
        .flatMap(shown -> shown.state().field("text"))
        .map(value -> ((Value.Str) value).value());
  }

  @Test
  void aLongHistoryIsNotReadToSeeWhatItEndsWith() {
    DiskHost host = reopened(edited());
    long before = host.bytesRead();
    assertEquals(Optional.of("text " + EDITS), text(host, "long"));
    long read = host.bytesRead() - before;
    assertTrue(read < host.log().length / 4, read + " of " + host.log().length);
    assertEquals(0, host.engine().repositories().get(DiskHost.TODOS).items().resident());
  }

  @Test
  void aLongTextIsKeptAsWell() {
    DiskHost host = host(Octets.EMPTY, Octets.EMPTY);
    host.create("long", "text");
    for (int i = 1; i <= EDITS; i++) {
      host.pass(1000);
      host.set("long", (i + " goats and many more of them. ").repeat(100 + i));
    }
    host.close();
    DiskHost again = reopened(host);
    long before = again.bytesRead();
    assertEquals(
        Optional.of((EDITS + " goats and many more of them. ").repeat(100 + EDITS)),
        text(again, "long"));
    long read = again.bytesRead() - before;
    assertTrue(read < 64 << 10, read + " of " + again.log().length);
  }

  @Test
  void whatFollowsIsShownAndKeptInItsPlace() {
    DiskHost host = reopened(edited());
    assertEquals(Optional.of("text " + EDITS), text(host, "long"));
    host.set("long", "the last word");
    assertEquals(Optional.of("the last word"), text(host, "long"));
    host.close();
    DiskHost again = reopened(host);
    assertEquals(Optional.of("the last word"), text(again, "long"));
    assertEquals(Optional.of("first"), text(again, "other"));
    again.set("long", "not flushed to an index");
    DiskHost crashed = reopened(again);
    assertEquals(Optional.of("not flushed to an index"), text(crashed, "long"));
  }

  @Test
  void withoutItsIndexItIsReadAnew() {
    DiskHost before = edited();
    DiskHost host = host(Octets.wrap(before.log()), Octets.EMPTY);
    assertEquals(Optional.of("text " + EDITS), text(host, "long"));
  }
}
