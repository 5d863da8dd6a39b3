package dev.goatdb.core.schema.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.property.Property;
import dev.goatdb.core.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What builders make, the file says; what the file says, is the same again. */
class RoundTripTest {
  @Test
  void aDefinitionIsTheSameAfterItWasWrittenAndRead() {
    Property.check(
        2_000,
        chance -> {
          GoatFile file = new Definitions(chance).file();
          String json = file.toJson();
          assertEquals(List.of(), GoatFile.mistakes(json), json);
          GoatFile read = GoatFile.parse(json);
          assertEquals(json, read.toJson());
          assertEquals(read.schemas().all(), Definitions.plainly(json).all());
          assertEquals(file.rules(), read.rules());
          assertEquals(file.organisationLabel(), read.organisationLabel());
          for (Schema schema : file.schemas().all()) {
            Schema same = read.schemas().require(schema.id());
            assertEquals(schema.definition(), same.definition());
            assertEquals(
                List.copyOf(schema.fields().values()), List.copyOf(same.fields().values()));
            assertEquals(schema.upgrade(), same.upgrade());
          }
        });
  }
}
