package dev.goatdb.core.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of the vectors of kind {@code expressions}: sources, some with variables. */
final class ExpressionInputs {
  private static final List<String> PLAIN =
      List.of(
          "1 + 2 * 3 - -4",
          "-(5) + --5",
          "9223372036854775807 + 1",
          "-9223372036854775808 / -1",
          "-9223372036854775808 % -1",
          "5000000000 * 5000000000",
          "3037000500 * 3037000499",
          "7 / 0",
          "-7 / 2 * 10 + -7 % 2",
          "18446744073709551615u / 10u",
          "18446744073709551615u % 4294967297u",
          "4294967296u * 4294967296u",
          "0u - 1u",
          "string(18446744073709551615u)",
          "double(18446744073709551615u) == 18446744073709551616.0",
          "double(9223372036854775807)",
          "double(-9007199254740993)",
          "uint(18446744073709549568.0)",
          "int(9223372036854774784.0)",
          "int(1e19)",
          "0.1 + 0.2",
          "string(0.1 + 0.2)",
          "string(5e-324) + ' ' + string(1.7976931348623157e308)",
          "string(2.2250738585072014e-308) + ' ' + string(2.225073858507201e-308)",
          "[1e21, 1e20, 123456789012345680000.0, 0.000001, 1e-7].map(x, string(x))",
          "string(-0.0) + string(0.0 / 0.0) + string(-1.0 / 0.0)",
          "[9007199254740993.0, 4.35, 0.5e-320, 1.15e-5, 6.62607015e-34].map(x, string(x))",
          "double('1.00000000000000011102230246251565404') == 1.0",
          "double('1.00000000000000011102230246251565405') > 1.0",
          "double('2.4703282292062327208e-324')",
          "double('1e400') > 1.7976931348623157e308",
          "double('0x10')",
          "1 == 1.0 && 1u == 1 && 1.0 == 1u && 1 != 1.5",
          "9223372036854775807 < 9223372036854775808.0",
          "dyn(-1) < 0u",
          "'abc' < 'abd' && '\\uffff' < '\\U00010000'",
          "size('a\\U0001f410b') + size(b'\\xf0\\x9f\\x90\\x90')",
          "'na\u00efve caf\u00e9'.contains('ve c') && 'ab'.startsWith('a') && 'ab'.endsWith('b')",
          "'line\\n\\t\\'quoted\\' \\\\ \\x01\\u00e9'",
          "b'\\x00\\xff' + b'ab\\''",
          "string(b'\\xc3\\xbf') + string(b'\\xff')",
          "'foo\\U0001f410bar'.matches('^foo.bar$')",
          "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a*)*b')",
          "['2024-01-31', '24-1-1'].map(x, x.matches('^\\\\d{4}-\\\\d{2}-\\\\d{2}$'))",
          "'x'.matches('[')",
          "'one two'.matches('\\\\btwo\\\\b') && !'twofold'.matches('two\\\\b')",
          "[3, 1, 2].filter(x, x > 1).map(x, x * x)",
          "[1, 2, 3].all(x, 6 / (2 - x) == 6) || [1, 2].exists_one(x, x == 2)",
          "{'b': 1, 'a': [true, null], 'c': {}}",
          "{1: 'a', 2u: 'b'}[2.0] + {'k': 'v'}.k",
          "{'a': 1}.b",
          "[1, 2][2]",
          "true || 1 / 0 == 0",
          "1 / 0 == 0 || true",
          "1 / 0 == 0 && true",
          "has({'content-type': 1}.`content-type`) ? 'yes' : 'no'",
          "timestamp('2024-02-29T12:00:00.5+02:00')",
          "string(timestamp('0001-01-01T00:00:00Z')) + string(timestamp(253402300799))",
          "timestamp('2023-02-29T00:00:00Z')",
          "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
          "string(timestamp('2024-03-01T00:00:00Z') - timestamp('2024-02-28T12:00:00.001Z'))",
          "string(duration('-1h30m1.5s')) + string(duration('1us'))",
          "[0, 951782400, -62135596800, 4107542400].map(s, timestamp(s).getDayOfYear())",
          "timestamp('2009-02-13T23:31:30Z').getHours('+05:45') + timestamp(0).getDayOfWeek()",
          "timestamp(0).getFullYear('Europe/Paris')",
          "now().getFullYear() > 2000 && newId() != ''",
          "newId()",
          "item('/boards/all/1') == null",
          "item('/far/away/1').members",
          "false && item('/far/away/1').open",
          "type(1) == int && type(type(1)) == type && type(now()) == google.protobuf.Timestamp",
          "size(titel) > 0",
          "1 + 'a'",
          "'abc'.startWith('a')",
          "(1 +",
          "true ? 1 : 'x'",
          "a = b",
          "'half",
          "// a comment\n  [1,2 , 3,]  . size( )");

  private ExpressionInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    int number = 0;
    for (String source : PLAIN) {
      inputs.add("plain-" + number++, Map.of("source", source));
    }
    withVariables(inputs);
    inputs.add("unchecked", Map.of("source", "x + 1 > 2 || true", "unchecked", true));
    inputs.add("unchecked-types", Map.of("source", "'a' + 1", "unchecked", true));
    inputs.add(
        "too-costly",
        Map.of("source", "[1,2,3,4].all(a, [1,2,3,4].all(b, a + b > 0))", "cost", 20));
    inputs.add("deep", Map.of("source", "(".repeat(201) + "1" + ")".repeat(201)));
    inputs.add("long-chain", Map.of("source", "1" + " + 1".repeat(300)));
    return inputs;
  }

  private static void withVariables(Inputs inputs) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("user", "ada");
    session.put("roles", List.of("member", "admin"));
    List<Object> variables =
        List.of(
            List.of("session", "map", List.of("value", session)),
            List.of("title", "string", List.of("value", "Milk")),
            List.of("price", "double", List.of("value", 3)),
            List.of("created", "timestamp", List.of("instant", -1)),
            List.of("tags", "strings", List.of("set", List.of(text("b"), text("a")))),
            List.of("missing", "string", List.of("value")));
    int number = 0;
    for (String source :
        List.of(
            "session.user == 'ada' && size(title) > 0 && 'admin' in session.roles",
            "price / 2.0",
            "price > 2 && type(price) == double",
            "created",
            "string(created) + ' ' + string(created.getMilliseconds())",
            "tags + ['c']",
            "tags.exists(t, t == title)",
            "missing == null",
            "size(missing)",
            "session.email",
            "has(session.email) || has(session.user)",
            "price * 2")) {
      inputs.add("variables-" + number++, Map.of("source", source, "variables", variables));
    }
  }

  private static List<Object> text(String text) {
    return List.of("value", text);
  }
}
