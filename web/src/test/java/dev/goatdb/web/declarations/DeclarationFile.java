package dev.goatdb.web.declarations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypesException;
import javax.lang.model.util.ElementFilter;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/**
 * The text of a declaration file: interfaces by their names, classes as the module lists them, and
 * its functions; members in the order of the source, lines as prettier breaks them.
 */
final class DeclarationFile {
  /** How long a line may be, as in {@code .prettierrc.json}. */
  static final int WIDTH = 110;

  private final BoundarySource source;
  private final TypeElement module;
  private final List<TypeElement> classes;
  private final TypeScriptTypes types;
  private final Signature signature;

  private DeclarationFile(BoundarySource source, TypeElement module) {
    this.source = source;
    this.module = module;
    this.classes = exportedClasses(module);
    this.types = new TypeScriptTypes(classes);
    this.signature = new Signature(types);
  }

  /**
   * Declares what the module of a class exports.
   *
   * @throws Unexportable where TypeScript has no words for it
   */
  static String of(BoundarySource source, String module) {
    return new DeclarationFile(source, source.type(module)).text();
  }

  private String text() {
    String functions =
        exports(module).stream()
            .map(method -> "\n" + remark(method, "") + signature.function(method))
            .collect(Collectors.joining());
    String bodies =
        classes.stream()
            .map(type -> "\n" + remark(type, "") + classBody(type))
            .collect(Collectors.joining());
    return head() + String.join("", interfaces().values()) + bodies + functions;
  }

  private String head() {
    return "// "
        + source.javadoc(module).map(Remark::firstSentence).orElse("A module.")
        + " Made from its Java source; after a change there, make it anew:\n// "
        + Declarations.COMMAND
        + "\n";
  }

  private String classBody(TypeElement type) {
    return "export declare class "
        + type.getSimpleName()
        + " {\n  private constructor();\n"
        + members(exports(type))
        + "}\n";
  }

  /** Those that were mentioned, and those that these mention. */
  private Map<String, String> interfaces() {
    Map<String, String> written = new TreeMap<>();
    while (written.size() < types.interfaces().size()) {
      for (TypeElement type : List.copyOf(types.interfaces().values())) {
        written.computeIfAbsent(
            type.getSimpleName().toString(),
            name -> "\n" + remark(type, "") + "export interface " + name + interfaceBody(type));
      }
    }
    return written;
  }

  private String interfaceBody(TypeElement type) {
    return " {\n" + members(ElementFilter.methodsIn(type.getEnclosedElements())) + "}\n";
  }

  private String members(List<ExecutableElement> methods) {
    return methods.stream()
        .map(method -> remark(method, "  ") + signature.member(method))
        .collect(Collectors.joining());
  }

  private String remark(Element element, String indent) {
    return source.javadoc(element).map(javadoc -> Remark.of(javadoc, indent)).orElse("");
  }

  private static List<ExecutableElement> exports(TypeElement type) {
    for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (constructor.getAnnotation(JSExport.class) != null) {
        throw new Unexportable(constructor, "export a static method instead of a constructor.");
      }
    }
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> method.getAnnotation(JSExport.class) != null)
        .toList();
  }

  /** The compiler names classes in annotations, but does not load them. */
  private static List<TypeElement> exportedClasses(TypeElement module) {
    JSExportClasses exported = module.getAnnotation(JSExportClasses.class);
    if (exported == null) {
      return List.of();
    }
    try {
      throw new IllegalStateException("loaded " + exported.value().length + " classes");
    } catch (MirroredTypesException named) {
      return named.getTypeMirrors().stream()
          .map(type -> (TypeElement) ((DeclaredType) type).asElement())
          .toList();
    }
  }
}
