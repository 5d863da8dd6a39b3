package dev.goatdb.core;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Base32;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two logs of one repository as engines leave them, the server's and a client's: commits of both in
 * packs of different sizes, certificates, receipts, and an index that lags behind.
 */
public final class SampleLogs {
  private final Random random = new Random(7);
  private final DiskHost server =
      new DiskHost(Settings.Role.AUTHORITY, 1, new byte[0], new byte[0]);
  private final DiskHost client = new DiskHost(Settings.Role.KEEPER, 2, new byte[0], new byte[0]);
  private final List<String> items = new ArrayList<>();
  private final List<byte[]> indexes = new ArrayList<>();

  /** Edits of so many rounds. */
  public SampleLogs(int rounds) {
    server.open();
    client.open();
    DiskHost.connect(client, server);
    for (int round = 0; round < rounds; round++) {
      play(round);
      indexes.add(server.index());
    }
    client.sign(true);
    DiskHost.meet(client, server);
    for (int i = 0; i < 4; i++) {
      // All is synced, and the logs say so.
      client.pass(1_500);
      server.pass(1_500);
      DiskHost.meet(client, server);
    }
  }

  public DiskHost server() {
    return server;
  }

  public DiskHost client() {
    return client;
  }

  /** The index of the server as it was after each round. */
  public List<byte[]> indexes() {
    return indexes;
  }

  private void play(int round) {
    DiskHost author = random.nextInt(3) == 0 ? server : client;
    client.sign(round % 5 > 2);
    if (items.size() < 3 || random.nextInt(4) == 0) {
      String item = random.nextBoolean() ? "item" + round : randomName();
      author.create(item, "created in round " + round);
      DiskHost.meet(client, server);
      items.add(item);
    } else {
      String item = items.get(random.nextInt(items.size()));
      boolean known = author.engine().items(DiskHost.TODOS).containsAll(items);
      if (round % 4 == 1 && known) {
        author.engine().atomic().begin(Map.of());
        items.subList(0, 3).forEach(one -> author.set(one, "changed together in " + round));
        author.engine().atomic().finish();
        author.settle();
      } else if (author.engine().items(DiskHost.TODOS).contains(item)) {
        author.set(item, "changed in round " + round);
      }
    }
    client.pass(1_000);
    server.pass(1_000);
    DiskHost.meet(client, server);
  }

  private String randomName() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base32.encode(Octets.wrap(bytes));
  }
}
