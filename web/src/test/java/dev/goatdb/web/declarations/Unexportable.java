package dev.goatdb.web.declarations;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Something in the boundary's source that has no counterpart in a declaration, and where it is. */
final class Unexportable extends RuntimeException {
  Unexportable(Element where, String what) {
    super(place(where) + ": " + what);
  }

  private static String place(Element where) {
    return switch (where) {
      case TypeElement type -> type.getQualifiedName().toString();
      case ExecutableElement method ->
          place(method.getEnclosingElement()) + "." + method.getSimpleName();
      case VariableElement variable ->
          place(variable.getEnclosingElement()) + ", " + variable.getSimpleName();
      default -> where.toString();
    };
  }
}
