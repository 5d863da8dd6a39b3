package dev.goatdb.web.declarations;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Javadoc as the comment of a declaration: its description, and what it says of parameters. */
final class Remark {
  private Remark() {}

  /** The lines of the comment. */
  static String of(DocCommentTree javadoc, String indent) {
    String description = text(javadoc.getFullBody());
    List<String> parameters = new ArrayList<>();
    for (DocTree tag : javadoc.getBlockTags()) {
      if (tag instanceof ParamTree parameter) {
        parameters.add("@param " + parameter.getName() + " " + text(parameter.getDescription()));
      }
    }
    String line = indent + "/** " + description + " */\n";
    if (parameters.isEmpty() && line.length() <= DeclarationFile.WIDTH + 1) {
      return line;
    }
    StringBuilder out = new StringBuilder(indent + "/**\n");
    wrap(description, indent + " *", out);
    if (!parameters.isEmpty()) {
      out.append(indent).append(" *\n");
    }
    parameters.forEach(parameter -> wrap(parameter, indent + " *", out));
    return out.append(indent).append(" */\n").toString();
  }

  /** The first sentence alone. */
  static String firstSentence(DocCommentTree javadoc) {
    return text(javadoc.getFirstSentence());
  }

  private static String text(List<? extends DocTree> trees) {
    String text = trees.stream().map(Remark::text).collect(Collectors.joining());
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String text(DocTree tree) {
    return switch (tree) {
      case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
      case LinkTree link when link.getLabel().isEmpty() ->
          "`" + link.getReference().getSignature().replaceFirst("^#", "").replace('#', '.') + "`";
      case LinkTree link -> text(link.getLabel());
      default -> tree.toString();
    };
  }

  private static void wrap(String text, String before, StringBuilder out) {
    StringBuilder line = new StringBuilder(before);
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > DeclarationFile.WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(before);
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }
}
