package dev.goatdb.core.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.property.Property;
import dev.goatdb.error.GoatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Canonical bytes: what is written is read back, and nothing else is read. */
class CborTest {
  /** The examples of RFC 8949, appendix A, that are canonical values here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "01",
        "0a",
        "17",
        "1818",
        "1819",
        "1864",
        "1903e8",
        "1a000f4240",
        "1b000000e8d4a51000",
        "20",
        "29",
        "3863",
        "3903e7",
        "fb3ff199999999999a",
        "f93e00",
        "f90001",
        "f90400",
        "fbc010666666666666",
        "f4",
        "f5",
        "f6",
        "40",
        "4401020304",
        "60",
        "6161",
        "6449455446",
        "62225c",
        "62c3bc",
        "63e6b0b4",
        "64f0908591",
        "80",
        "83010203",
        "8301820203820405",
        "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "a0",
        "a26161016162820203",
        "826161a161626163",
        "a56161614161626142616361436164614461656145",
        "fb7e37e43c8800759c"
      })
  void anExampleOfTheStandardRoundTrips(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, Canonical.encode(Canonical.decode(bytes)).array());
  }

  /** The other examples of appendix A, each with the reason why it is none. */
  @ParameterizedTest
  @CsvSource({
    "1bffffffffffffffff, exceeds 64 bits",
    "c249010000000000000000, tag 2 is unknown",
    "3bffffffffffffffff, exceeds 64 bits",
    "c349010000000000000000, tag 3 is unknown",
    "f90000, shortest form",
    "f98000, shortest form",
    "f93c00, shortest form",
    "f97bff, shortest form",
    "fa47c35000, shortest form",
    "fa7f7fffff, ''",
    "f9c400, shortest form",
    "f97c00, shortest form",
    "f97e00, shortest form",
    "f9fc00, shortest form",
    "fa7f800000, shortest form",
    "fa7fc00000, shortest form",
    "faff800000, shortest form",
    "fb7ff0000000000000, shortest form",
    "fb7ff8000000000000, shortest form",
    "fbfff0000000000000, shortest form",
    "f7, simple value is unknown",
    "f0, simple value is unknown",
    "f8ff, simple value is unknown",
    "c074323031332d30332d32315432303a30343a30305a, tag 0 is unknown",
    "c11a514b67b0, tag 1 is unknown",
    "c1fb41d452d9ec200000, tag 1 is unknown",
    "d74401020304, tag 23 is unknown",
    "d818456449455446, tag 24 is unknown",
    "d82076687474703a2f2f7777772e6578616d706c652e636f6d, tag 32 is unknown",
    "a201020304, major type 3 was expected",
    "5f42010243030405ff, indefinite",
    "7f657374726561646d696e67ff, indefinite",
    "9fff, indefinite",
    "9f018202039f0405ffff, indefinite",
    "83018202039f0405ff, indefinite",
    "bf61610161629f0203ffff, indefinite",
    "826161bf61626163ff, indefinite",
    "bf6346756ef563416d7421ff, indefinite"
  })
  void anExampleOfTheStandardThatIsNotCanonicalIsRefused(String hex, String reason) {
    if (hex.equals("fa7f7fffff")) { // whole, but beyond 64 bits: a number in its shortest form
      assertEquals(hex, Canonical.encode(Canonical.decode(HexFormat.of().parseHex(hex))).hex());
      return;
    }
    String message = refusal(hex).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @ParameterizedTest
  @CsvSource({
    "1817, longer than it needs to be",
    "190017, longer than it needs to be",
    "1900ff, longer than it needs to be",
    "1a0000ffff, longer than it needs to be",
    "1b00000000ffffffff, longer than it needs to be",
    "3817, longer than it needs to be",
    "580161, longer than it needs to be",
    "780161, longer than it needs to be",
    "980100, longer than it needs to be",
    "b8016161f6, longer than it needs to be",
    "da0000010280, longer than it needs to be",
    "a2616201616101, out of order",
    "a262616101616201, out of order",
    "a2616101616102, out of order",
    "d90102820201, out of order",
    "d90102820101, out of order",
    "0101, bytes follow the end",
    "'', end too early",
    "1901, end too early",
    "f93e, end too early",
    "4461, exceeds the bytes",
    "6461, exceeds the bytes",
    "8301, exceeds the bytes",
    "9b7fffffffffffffff, exceeds the bytes",
    "bb7fffffffffffffff, exceeds the bytes",
    "5b7fffffffffffffff, exceeds the bytes",
    "7b7fffffffffffffff, exceeds the bytes",
    "9a7fffffff, exceeds the bytes",
    "fa3fc00000, shortest form",
    "fb3ff8000000000000, shortest form",
    "fb3ff0000000000000, shortest form",
    "fa3ff00000, shortest form",
    "62c080, not UTF-8",
    "63eda080, not UTF-8",
    "64f4908080, not UTF-8",
    "61ff, not UTF-8",
    "1c, indefinite or reserved",
    "ff, simple value is unknown",
    "d96b0860, an integer was expected",
    "d9010201, major type 4 was expected"
  })
  void whatIsNotCanonicalIsRefused(String hex, String reason) {
    String message = refusal(hex).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void theOffsetOfTheFaultIsNamed() {
    assertTrue(refusal("830101ff").getMessage().contains("offset 4"));
  }

  @Test
  void valuesNestAsDeepAsTheLimitAndNoDeeper() {
    int most = Limits.DEFAULT.depth();
    byte[] deepest = HexFormat.of().parseHex("81".repeat(most - 1) + "01");
    assertArrayEquals(deepest, Canonical.encode(Canonical.decode(deepest)).array());
    assertTrue(refusal("81".repeat(most) + "01").getMessage().contains("too deep"));
    assertTrue(refusal("81".repeat(100_000)).getMessage().contains("too deep"));
  }

  @Test
  void everyValueRoundTrips() {
    Property.check(
        2_000,
        chance -> {
          Value value = chance.value(4);
          byte[] bytes = Canonical.encode(value).array();
          assertEquals(value, Canonical.decode(bytes));
          assertArrayEquals(bytes, Canonical.encode(Canonical.decode(bytes)).array());
        });
  }

  @Test
  void whateverIsReadIsCanonical() {
    Property.check(
        20_000,
        chance -> {
          byte[] bytes = Canonical.encode(chance.value(3)).array();
          if (bytes.length > 0) {
            bytes[chance.below(bytes.length)] = (byte) chance.below(256);
          }
          try {
            assertArrayEquals(bytes, Canonical.encode(Canonical.decode(bytes)).array());
          } catch (GoatException.Corrupted refused) {
            assertEquals("corrupted", refused.code());
          }
        });
  }

  @Test
  void everyDoubleIsWrittenInItsShortestForm() {
    Property.check(
        20_000,
        chance -> {
          double number = chance.number();
          Value value = Value.of(number);
          int size = Canonical.encode(value).size();
          if (value instanceof Value.Num) {
            boolean half =
                (double) Float.float16ToFloat(Float.floatToFloat16((float) number)) == number;
            assertEquals(half ? 3 : (double) (float) number == number ? 5 : 9, size);
          } else {
            assertEquals(Value.of((long) number), value);
            assertEquals(number, (double) (long) number);
          }
        });
  }

  @Test
  void everyHalfIsReadAsTheJdkReadsIt() {
    for (int half = 0; half < 1 << 16; half++) {
      double expected = Float.float16ToFloat((short) half);
      double actual = Floats.ofHalf(half);
      assertTrue(expected == actual || Double.isNaN(expected) && Double.isNaN(actual));
    }
  }

  @Test
  void notANumberAndTheInfinitiesAreNoValues() {
    for (double none : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertThrows(GoatException.InvalidValue.class, () -> Value.of(none));
    }
    assertEquals(Value.of(0L), Value.of(-0.0));
  }

  @Test
  void keysAndElementsAreInTheOrderOfTheirBytes() {
    Property.check(
        5_000,
        chance -> {
          Value a = chance.oneIn(2) ? Value.of(chance.text(4)) : chance.value(2);
          Value b = chance.oneIn(2) ? Value.of(chance.text(4)) : chance.value(2);
          int byBytes = Canonical.encode(a).compareTo(Canonical.encode(b));
          assertEquals(Integer.signum(byBytes), Integer.signum(Canonical.compare(a, b)));
        });
  }

  private static GoatException refusal(String hex) {
    return assertThrows(
        GoatException.Corrupted.class, () -> Canonical.decode(HexFormat.of().parseHex(hex)));
  }
}
