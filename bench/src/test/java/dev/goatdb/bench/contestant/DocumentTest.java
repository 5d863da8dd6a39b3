package dev.goatdb.bench.contestant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentTest {
  @Test
  void aTextHas40CharactersAndAKey26() {
    Document document = Document.of(1234);
    assertEquals(40, document.text().length());
    assertEquals(26, document.key().length());
    assertEquals(3, document.tags().size());
  }

  @Test
  void keysDiffer() {
    List<Document> many = Document.range(0, 10_000);
    assertEquals(many.size(), many.stream().map(Document::key).distinct().count());
  }

  @Test
  void theSameDocumentComesBackFromItsBytes() {
    Document document = Document.of(7);
    byte[] bytes = DocumentBytes.of(document);
    assertEquals(document, DocumentBytes.document(document.key(), bytes));
    assertEquals(document.text(), DocumentBytes.text(bytes));
    assertEquals(
        document.sum() + 1,
        DocumentBytes.document(document.key(), DocumentBytes.finished(bytes)).sum());
  }
}
