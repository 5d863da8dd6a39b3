package dev.goatdb.core.golden;

import static dev.goatdb.core.golden.Inputs.hex;

import dev.goatdb.core.host.Octets;
import java.util.Arrays;
import java.util.List;

/** The inputs of the vectors of kind {@code values}: recipes. */
final class ValueInputs {
  private ValueInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    plain(inputs);
    doubles(inputs);
    collections(inputs);
    refused(inputs);
    return inputs;
  }

  private static void plain(Inputs inputs) {
    long[] integers = {
      0,
      1,
      23,
      24,
      255,
      256,
      65_535,
      65_536,
      0xffff_ffffL,
      0x1_0000_0000L,
      1L << 53,
      Long.MAX_VALUE,
      -1,
      -24,
      -25,
      -256,
      -257,
      -65_537,
      Long.MIN_VALUE
    };
    for (long integer : integers) {
      inputs.add("integer" + integer, List.of("value", integer));
    }
    inputs
        .add("true", List.of("value", true))
        .add("null", List.of("value"))
        .add("text-empty", List.of("value", ""))
        .add("text-ascii", List.of("value", "Hello, goat"))
        .add("text-two-bytes", List.of("value", "Zürich"))
        .add("text-three-bytes", List.of("value", "山羊"))
        .add("text-four-bytes", List.of("units", List.of(0xd83d, 0xdc10)))
        .add("text-last-before-surrogates", List.of("units", List.of(0xd7ff)))
        .add("text-first-after-surrogates", List.of("units", List.of(0xe000)))
        .add("text-last", List.of("units", List.of(0xdbff, 0xdfff)))
        .add("text-24", List.of("value", "abcdefghijklmnopqrstuvwx"))
        .add("text-300", List.of("value", "goat ".repeat(60)))
        .add("bytes-empty", List.of("value", Octets.EMPTY))
        .add("bytes", List.of("value", hex("00ff7f80")))
        .add("instant", List.of("instant", 1_700_000_000_000L))
        .add("instant-before-1970", List.of("instant", -1));
  }

  private static void doubles(Inputs inputs) {
    double[] doubles = {
      0.5,
      -0.5,
      1.5,
      0.1,
      1.1,
      65_504.5,
      5.960464477539063e-8,
      6.097555160522461e-5,
      0x1.8p-24,
      3.4028234663852886e38,
      1e300,
      -1e300,
      1.401298464324817e-45,
      1.1754943508222875e-38,
      4.9e-324,
      Double.MAX_VALUE,
      2.2250738585072014e-308,
      0x1p63,
      -0x1p63,
      0x1p62,
      -0x1.0000000000001p63,
      1e18,
      0.0,
      -0.0,
      0x1.0p60,
      100_000.5,
      3.0000001,
      1.9999999999999998
    };
    for (int i = 0; i < doubles.length; i++) {
      inputs.add("double" + i, List.of("double", bits(doubles[i])));
    }
    inputs
        .add("double-nan", List.of("double", bits(Double.NaN)))
        .add("double-infinity", List.of("double", bits(Double.POSITIVE_INFINITY)))
        .add("double-minus-infinity", List.of("double", bits(Double.NEGATIVE_INFINITY)));
  }

  private static Octets bits(double value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (Double.doubleToRawLongBits(value) >>> 8 * (7 - i));
    }
    return Octets.wrap(bytes);
  }

  private static void collections(Inputs inputs) {
    List<Object> one = List.of("value", 1);
    List<Object> ten = List.of("value", 10);
    List<Object> b = List.of("value", "b");
    List<Object> bytes = List.of("value", hex("01"));
    List<Object> half = List.of("double", bits(0.5));
    inputs
        .add("list-empty", List.of("list", List.of()))
        .add("list", List.of("list", List.of(ten, one, one, b)))
        .add("set-empty", List.of("set", List.of()))
        .add("set-sorted-by-bytes", List.of("set", List.of(b, half, bytes, ten, one, b, one)))
        .add(
            "set-of-texts",
            List.of("set", List.of(List.of("value", "z"), List.of("value", "aa"), b)))
        .add("set-of-sets", List.of("set", List.of(List.of("set", List.of(b, one)), one)))
        .add("map-empty", List.of("map", List.of()))
        .add(
            "map-shorter-keys-first",
            List.of("map", List.of(List.of("bb", one), List.of("", ten), List.of("c", b))))
        .add(
            "map-keys-by-utf8",
            List.of(
                "map", List.of(List.of("😀", one), List.of("zzzz", ten), List.of("\uffeeZ", b))))
        .add("map-later-entry-wins", List.of("map", List.of(List.of("a", one), List.of("a", ten))))
        .add("nested", List.of("map", List.of(List.of("a", List.of("list", List.of(half))))))
        .add("list-of-30", List.of("list", nothings(30)));
  }

  private static List<Object> nothings(int count) {
    Object[] nothings = new Object[count];
    Arrays.fill(nothings, List.of("value"));
    return List.of(nothings);
  }

  private static void refused(Inputs inputs) {
    inputs
        .add("half-a-pair", List.of("units", List.of(0x61, 0xd800)))
        .add("pair-in-wrong-order", List.of("units", List.of(0xdc00, 0xd800)))
        .add("decode-good", List.of("decode", hex("a2 61 61 01 61 62 82 02 f9 3e 00")));
    String[] bad = {
      "1800",
      "1817",
      "190017",
      "1900ff",
      "1a0000ffff",
      "1b00000000ffffffff",
      "1bffffffffffffffff",
      "3bffffffffffffffff",
      "1c",
      "1f",
      "5f41004100ff",
      "7f6161ff",
      "9f01ff",
      "bf616101ff",
      "a2616201616101",
      "a2616101616102",
      "a10101",
      "0101",
      "",
      "18",
      "61",
      "41",
      "8101ff",
      "62c080",
      "63eda080",
      "64f4908080",
      "f97e00",
      "f97c00",
      "f9fc00",
      "fa7fc00000",
      "f90000",
      "f98000",
      "f93c00",
      "fa3fc00000",
      "fb3ff8000000000000",
      "fb7ff0000000000000",
      "fb4000000000000000",
      "d90102820201",
      "d90102820101",
      "d9010201",
      "c074",
      "d96b0861",
      "f7",
      "f0",
      "f818",
      "ff",
      "9b7fffffffffffffff",
      "bb7fffffffffffffff",
      "5a7fffffff",
      "818181818181818181818181818181818181818181818181818181818181818101",
      "c11a514b67b0",
      "d818"
    };
    for (int i = 0; i < bad.length; i++) {
      inputs.add("malformed" + i, List.of("decode", hex(bad[i])));
    }
  }
}
