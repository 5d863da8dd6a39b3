package dev.goatdb.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract of stores is sound: a map keeps it, and whoever breaks it is found out. */
class ContractTest {
  private static final Contract CONTRACT = Contract.read();

  @TestFactory
  List<DynamicTest> aMapKeepsTheContract() {
    return Contract.tests("plain map", PlainStore::new);
  }

  @Test
  void everyStoreRunsAsManyCasesAsTheFileSays() {
    CONTRACT
        .stores()
        .forEach((name, store) -> {
          assertTrue(CONTRACT.abilities().containsAll(store.can()), name);
          assertEquals(CONTRACT.casesOf(store.can()).size(), store.cases(), name);
        });
  }

  @Test
  void everyCaseHasItsNameAndLooksAtSomethingAndIsRun() {
    Set<String> names = new HashSet<>();
    for (Contract.Case one : CONTRACT.cases()) {
      assertTrue(names.add(one.name()), one.name());
      assertTrue(CONTRACT.abilities().containsAll(one.needs()), one.name());
      assertTrue(
          one.steps().stream().anyMatch(step -> step.looks() || step instanceof Step.Refused),
          one.name());
      assertTrue(
          CONTRACT.stores().values().stream()
              .anyMatch(store -> store.can().containsAll(one.needs())),
          one.name());
    }
  }

  @Test
  void aWalkIsTheSameInEveryLanguage() {
    List<Step> changes =
        new Walk(1, CONTRACT.stores().get("plain map").can())
            .steps(CONTRACT.calls()).stream().filter(step -> !step.looks()).toList();
    assertEquals(CONTRACT.beginning(), changes.subList(0, CONTRACT.beginning().size()));
    assertTrue(CONTRACT.beginning().size() >= 10);
  }

  @Test
  void aStoreThatDoesNotCutIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void truncate(String log, long length) {}
        });
  }

  @Test
  void aStoreThatLosesTheLastByteIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void append(String log, Octets bytes) {
            super.append(log, bytes.prefix(Math.max(0, bytes.size() - 1)));
          }
        });
  }

  @Test
  void aStoreThatKeepsTheEndOfWhatIsReplacedIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void replace(String log, Octets bytes) {
            byte[] before = open(log).log().read(0, 1 << 20).array();
            byte[] after = Arrays.copyOf(before, Math.max(before.length, bytes.size()));
            bytes.copyTo(after, 0);
            super.replace(log, Octets.wrap(after));
          }
        });
  }

  @Test
  void aStoreThatKeepsTheIndexOfWhatIsReplacedIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void replace(String log, Octets bytes) {
            truncate(log, 0);
            append(log, bytes);
          }
        });
  }

  @Test
  void aStoreThatWritesAnIndexBehindItsEndIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void derive(String log, long offset, Octets bytes) {
            long end = open(log).index().orElseThrow().size();
            super.derive(log, Math.min(offset, end), bytes);
          }
        });
  }

  @Test
  void aStoreThatForgetsWhenItIsReopenedIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void reopen() {
            super.reopen();
            logs().forEach(log -> replace(log, Octets.EMPTY));
          }
        });
  }

  @Test
  void aStoreThatMixesUpItsLogsIsFoundOut() {
    expectFailures(() ->
        new PlainStore() {
          @Override
          public void append(String log, Octets bytes) {
            super.append(log.endsWith("three") || log.endsWith("b") ? "/data/one" : log, bytes);
          }
        });
  }

  @Test
  void aStoreWhoseBytesChangeAfterTheyWereReadIsFoundOut() {
    byte[] shared = new byte[1 << 20];
    expectFailures(() ->
        new PlainStore() {
          @Override
          public StoredLog open(String log) {
            StoredLog stored = super.open(log);
            return new StoredLog(shared(stored.log()), stored.index());
          }

          private StoredBytes shared(StoredBytes bytes) {
            return new StoredBytes() {
              @Override
              public long size() {
                return bytes.size();
              }

              @Override
              public Octets read(long offset, int length) {
                Octets read = bytes.read(offset, length);
                read.copyTo(shared, 0);
                return Octets.wrap(shared, 0, read.size());
              }
            };
          }
        });
  }

  /** A written case finds it, and so does a walk. */
  private static void expectFailures(Supplier<TestedStore> broken) {
    Set<String> can = CONTRACT.stores().get("plain map").can();
    assertTrue(
        CONTRACT.casesOf(can).stream().anyMatch(one -> fails(broken.get(), one)),
        "no case finds it");
    assertTrue(
        IntStream.range(0, CONTRACT.walks())
            .mapToObj(seed -> new Walk(seed, can).steps(CONTRACT.calls()))
            .anyMatch(walk -> fails(broken.get(), new Contract.Case("a walk", Set.of(), walk))),
        "no walk finds it");
  }

  private static boolean fails(TestedStore store, Contract.Case one) {
    try {
      Trial.run(store, one);
      return false;
    } catch (AssertionError found) {
      return true;
    }
  }
}
