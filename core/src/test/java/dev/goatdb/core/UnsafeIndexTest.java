package dev.goatdb.core;

import static dev.goatdb.core.DiskHost.TODOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An index that is written while the end of its log is not safe, and then that end is lost. */
class UnsafeIndexTest {
  private static final int ITEMS = 5;
  private static final Settings.Role CLIENT = Settings.Role.KEEPER;

  @Test
  void aReceiptThatWasLostIsAskedForAgain() {
    DiskHost server = server();
    DiskHost client = client();
    client.pass(100);
    client.holdSyncs();
    DiskHost.connect(client, server);
    assertEquals(0, unreceipted(client));
    checkpoint(client);

    DiskHost restarted = client.losePower(CLIENT).open();
    assertTrue(restarted.index().length > 0);
    assertEquals(0, receipts(restarted));
    assertEquals(ITEMS, unreceipted(restarted));

    DiskHost.connect(restarted, reopened(server));
    assertEquals(0, unreceipted(restarted));
    assertTrue(receipts(restarted) > 0);
  }

  @Test
  void anIndexEndsWhereTheLogIsSafeAlsoBeforeACommitThatIsNot() {
    DiskHost client = client();
    client.pass(100);
    client.holdSyncs();
    DiskHost.connect(client, server());
    client.create("late", "behind the receipt");
    checkpoint(client);

    DiskHost restarted = client.losePower(CLIENT).open();
    assertEquals(ITEMS, unreceipted(restarted));
    assertEquals(List.of(), restarted.warnings());
  }

  @Test
  void commitsWhoseSealWasLostAreSealedAgain() {
    DiskHost server = server();
    DiskHost client = host(CLIENT);
    client.sign(false);
    create(client);
    client.pass(100);
    client.holdSyncs();
    client.sign(true);
    checkpoint(client);

    DiskHost restarted = client.losePower(CLIENT).open();
    restarted.pass(100);
    DiskHost.connect(restarted, server);
    assertEquals(ITEMS, server.engine().status(TODOS).overview().commits());
    assertEquals(0, unreceipted(restarted));
  }

  @Test
  void aCommitWhoseRefusalWasLostIsThere() {
    DiskHost client = client();
    client.pass(100);
    client.holdSyncs();
    Repository repository = client.engine().repositories().get(TODOS);
    CommitId refused = repository.drafts().get(0).commit().id();
    repository.refusals().refuse(new Refusal(refused, "denied", "Not that one."));
    client.settle();
    checkpoint(client);

    DiskHost restarted = client.losePower(CLIENT).open();
    assertEquals(ITEMS, restarted.engine().status(TODOS).overview().commits());
  }

  private static DiskHost server() {
    return host(Settings.Role.AUTHORITY);
  }

  private static DiskHost reopened(DiskHost server) {
    return new DiskHost(Settings.Role.AUTHORITY, 7, server.log(), server.index()).open();
  }

  /** A client with items that are safe in its log and not in its index. */
  private static DiskHost client() {
    DiskHost client = host(CLIENT);
    create(client);
    return client;
  }

  private static void create(DiskHost client) {
    for (int i = 0; i < ITEMS; i++) {
      client.create("item" + i, "text " + i);
    }
    client.engine().commit();
    client.settle();
  }

  private static DiskHost host(Settings.Role role) {
    return new DiskHost(role, 5, new byte[0], new byte[0]).open();
  }

  private static void checkpoint(DiskHost client) {
    client.engine().checkpoint();
    client.settle();
  }

  private static int unreceipted(DiskHost host) {
    return host.engine().status(TODOS).overview().unreceipted();
  }

  private static long receipts(DiskHost host) {
    return LogFile.read("log", host.log()).records().stream()
        .filter(record -> record.type() == LogRecord.Type.CONTROL)
        .count();
  }
}
