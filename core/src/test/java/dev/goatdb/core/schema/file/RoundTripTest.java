package dev.goatdb.core.schema.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.property.Property;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What builders make, the file says; what the file says, is the same again. */
class RoundTripTest {
  @Test
  void aDefinitionIsTheSameAfterItWasWrittenAndRead() {
    Property.check(
        2_000,
        chance -> {
          Definitions random = new Definitions(chance);
          List<Schema> made = new ArrayList<>(random.chain("task"));
          made.addAll(random.chain(chance.text(5) + "x"));
          GoatFile file =
              new GoatFile(
                  Schemas.of(chance.shuffled(made)),
                  chance.oneIn(2) ? Optional.of(chance.text(9)) : Optional.empty(),
                  chance.oneIn(2) ? Optional.of("AAAA") : Optional.empty(),
                  List.of(random.rule("one"), random.rule("two")));
          String json = file.toJson();
          assertEquals(List.of(), GoatFile.mistakes(json), json);
          GoatFile read = GoatFile.parse(json);
          assertEquals(json, read.toJson());
          assertEquals(
              read.schemas().all(),
              PlainReader.read(JsonReader.read(json), ParsedExpression::parse).all());
          assertEquals(file.rules(), read.rules());
          assertEquals(file.organisationLabel(), read.organisationLabel());
          for (Schema schema : made) {
            Schema same = read.schemas().require(schema.id());
            assertEquals(schema.definition(), same.definition());
            assertEquals(
                List.copyOf(schema.fields().values()), List.copyOf(same.fields().values()));
            assertEquals(schema.upgrade(), same.upgrade());
          }
        });
  }
}
