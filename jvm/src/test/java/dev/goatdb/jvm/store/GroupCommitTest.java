package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final GroupCommit commit = new GroupCommit(Path.of("x.log"));
  private final AtomicInteger forces = new AtomicInteger();

  @Test
  void nothingIsForcedTwice() {
    commit.confirm(forces::incrementAndGet);
    assertEquals(0, forces.get());
    commit.wrote();
    commit.confirm(forces::incrementAndGet);
    commit.confirm(forces::incrementAndGet);
    assertEquals(1, forces.get());
  }

  @Test
  void callersThatWaitForTheirTurnShareOneForce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    commit.wrote();
    threads.add(
        Thread.ofPlatform()
            .start(() ->
                commit.confirm(() -> {
                  begun.countDown();
                  awaitQuietly(go);
                  forces.incrementAndGet();
                })));
    begun.await();
    for (int i = 0; i < 8; i++) {
      commit.wrote();
      threads.add(Thread.ofPlatform().start(() -> commit.confirm(forces::incrementAndGet)));
    }
    for (Thread thread : threads.subList(1, 9)) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(2, forces.get());
  }

  @Test
  void whatIsWrittenDuringAForceWaitsForTheNext() {
    commit.wrote();
    commit.confirm(() -> {
      commit.wrote();
      forces.incrementAndGet();
    });
    commit.confirm(forces::incrementAndGet);
    assertEquals(2, forces.get());
  }

  @Test
  void afterAFailureNothingIsTriedAgain() {
    commit.wrote();
    GoatException first =
        assertThrows(
            GoatException.StorageFailed.class,
            () ->
                commit.confirm(() -> {
                  throw new DiskFullException();
                }));
    GoatException second =
        assertThrows(
            GoatException.StorageFailed.class, () -> commit.confirm(forces::incrementAndGet));
    assertEquals(first.getMessage(), second.getMessage());
    assertTrue(!DiskFullException.isBehind(first));
    assertEquals(0, forces.get());
    assertTrue(commit.isBroken());
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }
}
