package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GoatDBTest {
  @Test
  void itSaysWhatItIs() {
    assertTrue(GoatDB.about().startsWith("GoatDB, signatures by "), GoatDB.about());
  }
}
