package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far the edits of a repository have got, counted. */
class StatusTest {
  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]).open();

  @Test
  void editsAreCountedWhereTheyAre() {
    DiskHost client = new DiskHost(2, 1).open();
    client.create("one", "first");
    client.create("two", "second");
    expect(client, 2, 2, 0);
    client
        .engine()
        .set(new ItemPath(TODOS, "one"), "text", Optional.of(Value.of("waits to be a commit")));
    client.settle();
    expect(client, 3, 2, 0);
    client.pass(2_000);
    expect(client, 3, 3, 0);
    DiskHost.connect(client, server);
    expect(client, 0, 0, 3);
    expect(server, 0, 0, 3);
  }

  @Test
  void whatALossOfPowerCouldTakeIsNotHere() {
    DiskHost client = new DiskHost(Settings.Role.KEEPER, 2, new byte[0], new byte[0]).open();
    client.create("one", "safe");
    client.close();
    client.holdSyncs();
    client.create("two", "not safe");
    client.create("three", "not safe");
    expect(client, 3, 1, 0);
  }

  private static void expect(DiskHost host, int pending, int here, int receipted) {
    Status status = host.engine().status(TODOS);
    assertEquals(
        List.of(pending, here, receipted),
        List.of(status.pending(), status.here(), status.receipted()));
  }
}
