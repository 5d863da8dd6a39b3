package dev.goatdb.web.declarations;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * What JavaScript gets to see of the Java types that cross the boundary. Whatever has no entry here
 * is refused: a {@code long}, for one, would arrive as a {@code bigint}.
 */
final class TypeScriptTypes {
  private final Collection<TypeElement> classes;
  private final SortedMap<String, TypeElement> interfaces = new TreeMap<>();

  /** The types of a module that exports these classes. */
  TypeScriptTypes(Collection<TypeElement> classes) {
    this.classes = classes;
  }

  /** The interfaces mentioned so far, by their names. */
  SortedMap<String, TypeElement> interfaces() {
    return interfaces;
  }

  /**
   * The type of a parameter, or of what a method returns.
   *
   * @throws Unexportable where TypeScript has none for it
   */
  String of(Element declared) {
    TypeMirror type =
        declared instanceof ExecutableElement method ? method.getReturnType() : declared.asType();
    boolean nullable = isNullable(type);
    String text =
        switch (type.getKind()) {
          case VOID -> "void";
          case BOOLEAN -> "boolean";
          case BYTE, SHORT, INT, FLOAT, DOUBLE -> "number";
          case ARRAY -> array((ArrayType) type, declared);
          case DECLARED -> named((DeclaredType) type, declared, nullable);
          default -> throw unknown(declared, type);
        };
    return nullable && !text.equals("unknown") ? text + " | null" : text;
  }

  /** The parameters of a method. */
  List<String> parameters(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> parameter.getSimpleName() + ": " + of(parameter))
        .toList();
  }

  /**
   * Without {@code @JSByRef} TeaVM copies arrays, as arrays of numbers. An array that may be null
   * is {@code byte @Nullable []}; the other way round its bytes would be.
   */
  private static String array(ArrayType type, Element declared) {
    if (type.getComponentType().getKind() != TypeKind.BYTE
        || isNullable(type.getComponentType())
        || declared.getAnnotation(JSByRef.class) == null) {
      throw unknown(declared, type);
    }
    return "Int8Array";
  }

  private String named(DeclaredType type, Element declared, boolean nullable) {
    TypeElement element = (TypeElement) type.asElement();
    if (element.getQualifiedName().contentEquals(String.class.getName())) {
      return "string";
    }
    if (element.getQualifiedName().contentEquals(JSObject.class.getName())) {
      return "unknown";
    }
    if (classes.contains(element)) {
      return element.getSimpleName().toString();
    }
    if (!isJavaScript(element)) {
      throw unknown(declared, type);
    }
    if (element.getAnnotation(JSFunctor.class) != null) {
      return nullable ? "(" + function(element) + ")" : function(element);
    }
    TypeElement other = interfaces.put(element.getSimpleName().toString(), element);
    if (other != null && !other.equals(element)) {
      throw new Unexportable(element, "has the same simple name as " + other + "; rename one.");
    }
    return element.getSimpleName().toString();
  }

  private String function(TypeElement functor) {
    List<ExecutableElement> methods = ElementFilter.methodsIn(functor.getEnclosedElements());
    if (methods.size() != 1) {
      throw new Unexportable(functor, "is a function, so it must have one method.");
    }
    ExecutableElement method = methods.getFirst();
    return parameters(method).stream().collect(Collectors.joining(", ", "(", ") => ")) + of(method);
  }

  /** Whether it is an interface of objects that JavaScript makes. */
  private static boolean isJavaScript(TypeElement element) {
    return element.getKind() == ElementKind.INTERFACE
        && element.getTypeParameters().isEmpty()
        && element.getInterfaces().size() == 1
        && element.getInterfaces().getFirst().toString().equals(JSObject.class.getName());
  }

  private static boolean isNullable(TypeMirror type) {
    return type.getAnnotationMirrors().stream()
        .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
        .anyMatch(name -> name.getQualifiedName().contentEquals(Nullable.class.getName()));
  }

  private static Unexportable unknown(Element declared, TypeMirror type) {
    return new Unexportable(
        declared, "TypeScriptTypes knows no type for " + type + "; use another, or teach it this.");
  }
}
