package dev.goatdb.bench.contestant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is fair only where all engines store the same documents and give them back. */
class ContestantTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void storesDocumentsAndGivesThemBackAfterAReopen(Engine engine) throws Exception {
    try (Contestant contestant = engine.open(folder, false)) {
      contestant.create(Document.range(0, 1));
      contestant.create(Document.range(1, 30));
      contestant.pour(Document.range(31, 9));
      contestant.settle();
      contestant.finish(contestant.address(Document.key(5)));
      assertHoldsAll(contestant);
    }
    try (Contestant contestant = engine.open(folder, true)) {
      assertHoldsAll(contestant);
      contestant.create(Document.range(40, 1));
      assertEquals(Document.text(40), contestant.text(contestant.address(Document.key(40))));
    }
  }

  private static void assertHoldsAll(Contestant contestant) throws Exception {
    List<Document> documents = Document.range(0, 40);
    for (Document document : documents) {
      assertEquals(document.text(), contestant.text(contestant.address(document.key())));
    }
    Tally created = Tally.of(documents);
    // One of them is done, and that counts one.
    assertEquals(new Tally(created.count(), created.sum() + 1), contestant.readAll());
  }
}
