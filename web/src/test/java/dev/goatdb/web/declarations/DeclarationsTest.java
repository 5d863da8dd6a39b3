package dev.goatdb.web.declarations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared of small modules, what is refused, and that a difference is found. */
final class DeclarationsTest {
  private static final String HEAD =
      """
      package a;
      import org.jspecify.annotations.Nullable;
      import org.teavm.jso.*;
      """;

  @TempDir Path folder;

  @Test
  void aModuleIsDeclaredInTheOrderOfItsSource() throws IOException {
    source(
        "Zoo",
        """
        /** What a zoo exports. This stays here. */
        @JSExportClasses(Goat.class)
        final class Zoo {
          /** Opens it; see {@link Goat#feed} and {@code {a: 1}}. */
          @JSExport public static Goat open(Keeper keeper) { throw new Error(); }
          @JSExport public static int count() { return 0; }
          public static void hidden() {}
        }
        """);
    source(
        "Goat",
        """
        public final class Goat {
          /**
           * Feeds it with something long enough that what is said of it here takes more than the one
           * line that a comment has.
           *
           * @param hay   dry, and
           *     enough
           */
          @JSExport @JSByRef(optional = true)
          public byte @Nullable [] feed(@JSByRef byte[] hay, @Nullable String name, double grams) {
            return null;
          }
          @JSExport public void call(Sound sound, @Nullable Sound more, @Nullable JSObject rest) {}
          @JSExport public @Nullable Goat another(Goat goat, float first, short second, boolean third, byte no4) {
            return null;
          }
          @JSExport @JSProperty public String getName() { return ""; }
          public void hidden() {}
          /** Makes a sound. */
          @JSFunctor public interface Sound extends JSObject { void make(int times, JSObject how); }
        }
        """);
    source("Barn", "public interface Barn extends JSObject { @JSProperty boolean isURL(); }");
    source("Keeper", "public interface Keeper extends JSObject { Barn barn(); }");
    assertEquals(
        """
        // What a zoo exports. Made from its Java source; after a change there, make it anew:
        // mvn package -DskipTests -pl web -am -Ddeclarations=write

        export interface Barn {
          readonly URL: boolean;
        }

        export interface Keeper {
          barn(): Barn;
        }

        export declare class Goat {
          private constructor();
          /**
           * Feeds it with something long enough that what is said of it here takes more than the one line that a
           * comment has.
           *
           * @param hay dry, and enough
           */
          feed(hay: Int8Array, name: string | null, grams: number): Int8Array | null;
          call(
            sound: (times: number, how: unknown) => void,
            more: ((times: number, how: unknown) => void) | null,
            rest: unknown,
          ): void;
          another(goat: Goat, first: number, second: number, third: boolean, no4: number): Goat | null;
          readonly name: string;
        }

        /** Opens it; see `Goat.feed` and `{a: 1}`. */
        export declare function open(keeper: Keeper): Goat;

        export declare function count(): number;
        """,
        made());
  }

  @Test
  void aTypeThatHasNoNameInTypeScriptIsRefused() throws IOException {
    source("Goat", "public final class Goat {}");
    refuses("java.util.List<java.lang.String>", "static java.util.List<String> f() { throw x(); }");
    refuses("a.Zoo.f, n: TypeScriptTypes knows no type for long", "static void f(long n) {}");
    refuses("a.Zoo.f, c: TypeScriptTypes knows no type for char", "static void f(char c) {}");
    refuses("java.lang.Integer", "static void f(Integer i) {}");
    refuses("java.lang.Object", "static void f(Object o) {}");
    refuses("no type for byte[]", "static void f(byte[] copied) {}");
    refuses("byte[]", "static void f(@JSByRef @Nullable byte[] bytesThatMayBeNull) {}");
    refuses("no type for int[]", "static void f(@JSByRef int[] numbers) {}");
    refuses("no type for a.Goat", "static Goat f() { throw x(); }");
    refuses("no type for T", "static <T> T f() { throw x(); }");
    refuses("no type for a.Zoo.P", "static void f(P p) {} interface P {}");
    refuses(
        "a.Zoo.P.g: TypeScriptTypes",
        "static void f(P p) {} interface P extends JSObject { Object g(); }");
    refuses(
        "a.Zoo.P: is a function",
        """
        static void f(P p) {}
        @JSFunctor interface P extends JSObject { void a(); void b(); }
        """);
  }

  @Test
  void whatGivesAMethodAnotherShapeIsRefused() throws IOException {
    refuses("does not understand", "@JSMethod(\"g\") static void f() {}");
    refuses("static methods only", "void f() {}");
    refuses("instead of a constructor", "public Zoo() {}");
    refuses(
        "only getters",
        """
        static void f(P p) {}
        interface P extends JSObject { @JSProperty void setName(String name); }
        """);
    refuses(
        "default methods",
        "static void f(P p) {} interface P extends JSObject { default void g() {} }");
    refuses(
        "same simple name",
        """
        static void f(P p, Q.P q) {}
        interface P extends JSObject {}
        interface Q { interface P extends JSObject {} }
        """);
  }

  @Test
  void aDifferenceFailsAndWritingMendsIt() throws IOException {
    Path file = folder.resolve("zoo.d.ts");
    source("Zoo", "class Zoo { @JSExport static void open() {} }");
    run("write", file);
    run("check", file);

    source("Zoo", "class Zoo { @JSExport static void open(int gate) {} }");
    String message =
        assertThrows(IllegalStateException.class, () -> run("check", file)).getMessage();
    assertTrue(message.contains("zoo.d.ts is not what its Java source exports"), message);
    assertTrue(message.contains("open(): void;"), message);
    assertTrue(message.contains("open(gate: number): void;"), message);
    assertTrue(message.contains(Declarations.COMMAND), message);

    run("write", file);
    run("check", file);
    Files.delete(file);
    assertThrows(IllegalStateException.class, () -> run("check", file));
  }

  @Test
  void sourceThatDoesNotCompileIsRefused() throws IOException {
    source("Zoo", "class Zoo { @JSExport static Nowhere f() { return null; } }");
    assertThrows(IllegalArgumentException.class, this::made);
  }

  /** A module with this export is refused, and the message says so. */
  private void refuses(String message, String export) throws IOException {
    source("Zoo", "class Zoo { static Error x() { return null; } @JSExport " + export + " }");
    String found = assertThrows(Unexportable.class, this::made, export).getMessage();
    assertTrue(found.startsWith("a.Zoo") && found.contains(message), found);
  }

  private void source(String type, String text) throws IOException {
    Files.writeString(folder.resolve(type + ".java"), HEAD + text);
  }

  private String made() throws IOException {
    return DeclarationFile.of(BoundarySource.read(folder), "a.Zoo");
  }

  private void run(String mode, Path file) throws IOException {
    Declarations.run(mode, folder, "a.Zoo", file);
  }
}
