package dev.goatdb.web.declarations;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java source as the JDK's own compiler understands it. Class files would not do: they keep neither
 * the order of methods nor Javadoc, and reflection does not see {@code JSExportClasses}.
 */
final class BoundarySource {
  private final Elements elements;
  private final DocTrees docs;

  private BoundarySource(JavacTask task) {
    this.elements = task.getElements();
    this.docs = DocTrees.instance(task);
  }

  /**
   * Reads the Java files that lie in a folder; what they import is found on the class path.
   *
   * @throws IllegalArgumentException where they do not compile
   */
  static BoundarySource read(Path folder) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "no JDK");
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, null, null);
        Stream<Path> files = Files.list(folder)) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  found,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(sources));
      task.analyze();
      for (Diagnostic<?> diagnostic : found.getDiagnostics()) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
          throw new IllegalArgumentException(diagnostic.toString());
        }
      }
      return new BoundarySource(task);
    }
  }

  /** The type of a qualified name. */
  TypeElement type(String name) {
    TypeElement type = elements.getTypeElement(name);
    if (type == null) {
      throw new IllegalArgumentException("There is no type " + name + ".");
    }
    return type;
  }

  /** The Javadoc of a type or method. */
  Optional<DocCommentTree> javadoc(Element element) {
    return Optional.ofNullable(docs.getDocCommentTree(element));
  }
}
