package dev.goatdb.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/** Takes the steps of a case with a store, and says where it finds anything else. */
final class Trial {
  /** Bytes that were read, and a copy of what they were then. */
  private record Read(Octets bytes, Octets copy) {}

  private final TestedStore store;
  private final List<Read> reads = new ArrayList<>();

  private Trial(TestedStore store) {
    this.store = store;
  }

  static void run(TestedStore store, Contract.Case one) {
    Trial trial = new Trial(store);
    try {
      for (int i = 0; i < one.steps().size(); i++) {
        trial.take(one.name() + ", step " + i, one.steps().get(i));
      }
      trial.reads.forEach(
          read -> assertEquals(read.copy(), read.bytes(), "what was read has changed later"));
    } finally {
      store.close();
    }
  }

  private void take(String where, Step step) {
    try {
      take(step);
    } catch (RuntimeException | AssertionError failed) {
      throw new AssertionError(where + ", " + brief(step) + ": " + failed, failed);
    }
  }

  private void take(Step step) {
    switch (step) {
      case Step.Append append -> store.append(append.log(), append.bytes());
      case Step.Replace replace -> store.replace(replace.log(), replace.bytes());
      case Step.Truncate truncate -> store.truncate(truncate.log(), truncate.length());
      case Step.Sync sync -> store.sync(sync.log());
      case Step.Release release -> store.release(release.log());
      case Step.Derive derive -> store.derive(derive.log(), derive.offset(), derive.bytes());
      case Step.Close close -> store.close();
      case Step.Reopen reopen -> store.reopen();
      case Step.Refused refused -> refuse(refused);
      case Step.Holds holds -> check(holds.bytes(), store.open(holds.log()).log());
      case Step.Index index -> check(index.bytes(), store.open(index.log()).index().orElseThrow());
      case Step.Reads reads ->
          same(reads.bytes(), store.open(reads.log()).log().read(reads.offset(), reads.length()));
      case Step.Lists lists -> assertEquals(lists.logs(), store.logs());
    }
  }

  private void check(Octets expected, StoredBytes found) {
    assertEquals(expected.size(), found.size(), "the size");
    same(expected, found.read(0, expected.size() + 10));
    int middle = expected.size() / 2;
    same(expected.from(middle), found.read(middle, expected.size()));
  }

  private void same(Octets expected, Octets found) {
    assertEquals(expected.size(), found.size(), "so many bytes were read");
    for (int i = 0; i < expected.size(); i++) {
      if (expected.at(i) != found.at(i)) {
        fail("byte " + i + " is " + found.at(i) + ", not " + expected.at(i));
      }
    }
    reads.add(new Read(found, expected));
  }

  private void refuse(Step.Refused refused) {
    try {
      take(refused.step());
    } catch (GoatException failed) {
      assertEquals(refused.code(), failed.code());
      return;
    } catch (AssertionError failed) {
      assertEquals("bug", refused.code(), failed.toString());
      assertTrue(failed.getMessage().startsWith("a bug in GoatDB"), failed::getMessage);
      return;
    }
    fail("this was not refused");
  }

  /** A step without all of its bytes. */
  private static String brief(Step step) {
    String text = step.toString();
    return text.length() <= 120 ? text : text.substring(0, 120) + "...";
  }
}
