package dev.goatdb.web.declarations;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSProperty;

/**
 * Methods as TypeScript declares them: functions of a module, members of classes and interfaces.
 */
final class Signature {
  private static final String JSO = JSExport.class.getPackageName() + ".";
  private static final Set<String> UNDERSTOOD =
      Set.of(JSExport.class.getName(), JSProperty.class.getName(), JSByRef.class.getName());

  private final TypeScriptTypes types;

  Signature(TypeScriptTypes types) {
    this.types = types;
  }

  /** A function that the module exports. */
  String function(ExecutableElement method) {
    requireUnderstood(method);
    if (!method.getModifiers().contains(Modifier.STATIC)
        || method.getAnnotation(JSProperty.class) != null) {
      throw new Unexportable(method, "a module exports static methods only.");
    }
    return callable("", "export declare function ", method);
  }

  /** A method or property of an object. */
  String member(ExecutableElement method) {
    requireUnderstood(method);
    if (method.getModifiers().contains(Modifier.STATIC) || method.isDefault()) {
      throw new Unexportable(method, "static and default methods are not declared.");
    }
    return method.getAnnotation(JSProperty.class) == null
        ? callable("  ", "", method)
        : "  readonly " + property(method) + ": " + types.of(method) + ";\n";
  }

  private String callable(String indent, String before, ExecutableElement method) {
    List<String> parameters = types.parameters(method);
    String open = indent + before + method.getSimpleName() + "(";
    String close = "): " + types.of(method) + ";";
    String line = open + String.join(", ", parameters) + close;
    if (parameters.isEmpty() || line.length() <= DeclarationFile.WIDTH) {
      return line + "\n";
    }
    String separator = ",\n  " + indent;
    return open
        + "\n  "
        + indent
        + String.join(separator, parameters)
        + ",\n"
        + indent
        + close
        + "\n";
  }

  /** TeaVM's name of a property: that of its getter without the verb. */
  private static String property(ExecutableElement getter) {
    String given = getter.getAnnotation(JSProperty.class).value();
    if (!getter.getParameters().isEmpty() || getter.getReturnType().getKind() == TypeKind.VOID) {
      throw new Unexportable(getter, "of properties only getters are declared.");
    }
    if (!given.isEmpty()) {
      return given;
    }
    String name = getter.getSimpleName().toString().replaceFirst("^(?:get|is)(?=[A-Z])", "");
    boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** An annotation that nobody taught this class could give the method another name or shape. */
  private static void requireUnderstood(ExecutableElement method) {
    for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      String name = type.getQualifiedName().toString();
      if (name.startsWith(JSO) && !UNDERSTOOD.contains(name)) {
        throw new Unexportable(method, "Signature does not understand " + annotation + ".");
      }
    }
  }
}
