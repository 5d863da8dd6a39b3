package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When constraints are judged: as a value is set, as it is committed, and by the authority. */
class ConstraintTest {
  private static final ItemPath RANGE = new ItemPath(DiskHost.TODOS, "range");

  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]).open();
  private final DiskHost client =
      new DiskHost(Settings.Role.KEEPER, 2, new byte[0], new byte[0]).open();

  @BeforeEach
  void oneToFive() {
    DiskHost.connect(client, server);
    client
        .engine()
        .create(RANGE, DiskHost.RANGE, Map.of("low", Value.of(1L), "high", Value.of(5L)));
    client.pass(2_000);
    DiskHost.meet(client, server);
  }

  @Test
  void asItIsSet() {
    assertThrows(GoatException.InvalidValue.class, () -> set(client, "high", 0));
    assertEquals(List.of(1L, 5L), range(client));
  }

  @Test
  void asItIsCommitted() {
    set(client, "high", 6);
    set(client, "high", 4);
    set(server, "low", 5);
    DiskHost.meet(client, server);
    assertEquals(List.of(5L, 4L), range(client));
    client.pass(1_000);
    DiskHost.meet(client, server);
    assertEquals(List.of(5L, 6L), range(client));
    assertEquals(List.of(5L, 6L), range(server));
    Notice.Refused refused = client.refusals().get(0);
    assertEquals("invalid-value", refused.refusal().code());
    assertEquals(Optional.of(Value.of(4L)), refused.authored().field("high"));
    assertEquals(1, client.refusals().size());
    set(client, "high", 7);
    assertEquals(List.of(5L, 7L), range(client));
  }

  @Test
  void afterAllThatIsMadeTogether() {
    assertThrows(GoatException.InvalidValue.class, () -> set(client, "high", -3));
    client.engine().atomic().begin(Map.of());
    set(client, "high", -3);
    set(client, "low", -4);
    client.engine().atomic().finish();
    DiskHost.meet(client, server);
    assertEquals(List.of(-4L, -3L), range(server));
    client.engine().atomic().begin(Map.of());
    set(client, "high", -5);
    assertThrows(GoatException.InvalidValue.class, () -> client.engine().atomic().finish());
    assertEquals(List.of(-4L, -3L), range(client));
    assertEquals(List.of(), client.refusals());
  }

  private static void set(DiskHost host, String field, long value) {
    host.engine().set(RANGE, field, Optional.of(Value.of(value)));
    host.settle();
  }

  private static List<Long> range(DiskHost host) {
    return List.of(number(host, "low"), number(host, "high"));
  }

  private static long number(DiskHost host, String field) {
    return ((Value.Int) host.engine().state(RANGE).orElseThrow().field(field).orElseThrow())
        .value();
  }
}
