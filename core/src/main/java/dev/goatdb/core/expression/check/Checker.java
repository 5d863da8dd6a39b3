package dev.goatdb.core.expression.check;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.run.Choice;
import dev.goatdb.core.expression.run.Collection;
import dev.goatdb.core.expression.run.Iteration;
import dev.goatdb.core.expression.run.Leaf;
import dev.goatdb.core.expression.run.Logic;
import dev.goatdb.core.expression.run.Node;
import dev.goatdb.core.expression.run.Selection;
import dev.goatdb.core.expression.syntax.Problem;
import dev.goatdb.core.expression.syntax.Tree;
import dev.goatdb.core.expression.syntax.Tree.Macro;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a tree against an environment and makes the nodes that run, in one walk. */
@SuppressWarnings("ReferenceEquality") // There is one unknown type.
public final class Checker {
  private final String source;
  private final Environment environment;
  private final Names names;
  private final Calls calls;

  public Checker(String source, Environment environment) {
    this.source = source;
    this.environment = environment;
    this.names = new Names(environment);
    this.calls = new Calls(this, environment);
  }

  /** How many variables of macros there are at a time. */
  public int locals() {
    return names.most();
  }

  /** The node of a tree; throws {@code InvalidDefinition} for what cannot work. */
  public Node check(Tree tree) {
    return switch (tree) {
      case Tree.Literal literal -> constant(literal);
      case Tree.Name name -> name(name);
      case Tree.Field field -> {
        Node whole = names.findQualified(field);
        yield whole != null ? whole : selection(field.of(), field.name(), false, field.at());
      }
      case Tree.Presence presence -> selection(presence.of(), presence.name(), true, presence.at());
      case Tree.Operator operator -> operator(operator);
      case Tree.Call call -> calls.function(call.function(), all(call.arguments()), call.at());
      case Tree.Method method -> {
        List<Node> parts = new ArrayList<>();
        parts.add(check(method.target()));
        parts.addAll(all(method.arguments()));
        yield calls.method(method.function(), parts, method.at());
      }
      case Tree.Items items -> {
        List<Node> parts = all(items.items());
        yield new Collection.Items(parts, items.at(), Types.listOf(common(parts)));
      }
      case Tree.Entries entries -> entries(entries);
      case Tree.Loop loop -> iteration(loop);
    };
  }

  private List<Node> all(List<Tree> trees) {
    List<Node> nodes = new ArrayList<>();
    for (Tree tree : trees) {
      nodes.add(check(tree));
    }
    return nodes;
  }

  private static Type common(List<Node> nodes) {
    List<Type> types = new ArrayList<>();
    for (Node node : nodes) {
      types.add(node.type());
    }
    return Types.common(types);
  }

  /** Refuses; or, without checks, leaves a node that fails when it runs. */
  Node refuse(Fault fault, int at, String what, String remedy) {
    if (environment.strict()) {
      throw Problem.at(source, at, what, remedy);
    }
    return new Leaf.Constant(new Failure(fault, at, what), at, Types.DYN);
  }

  private static Node constant(Tree.Literal literal) {
    Datum value = literal.value();
    Type type =
        switch (value.kind()) {
          case BOOL -> Types.BOOL;
          case INT -> Types.INT;
          case UINT -> Types.UINT;
          case DOUBLE -> Types.DOUBLE;
          case STRING -> Types.STRING;
          case BYTES -> Types.BYTES;
          case NULL -> Types.NULL;
          case LIST, MAP, TIMESTAMP, DURATION, TYPE, FAILURE -> Types.DYN;
        };
    return new Leaf.Constant(value, literal.at(), type);
  }

  private Node name(Tree.Name name) {
    Node found = names.find(name.name(), name.at());
    return found != null
        ? found
        : refuse(
            Fault.UNKNOWN,
            name.at(),
            "'" + name.name() + "' is not known",
            Nearest.remedy(name.name(), names.known()));
  }

  private Node selection(Tree of, String field, boolean presence, int at) {
    Node whole = check(of);
    Type type = whole.type();
    Type result = presence ? Types.BOOL : type.value();
    if (type instanceof Type.Fields known) {
      Type declared = known.fields().get(field);
      if (declared == null) {
        return refuse(
            Fault.NO_KEY,
            at,
            "there is no field '" + field + "'",
            Nearest.remedy(field, known.fields().keySet()));
      }
      result = presence ? Types.BOOL : declared;
    } else if (environment.strict() && type != Types.DYN && type.kind() != Kind.MAP) {
      return refuse(
          Fault.NO_OVERLOAD,
          at,
          "a " + type.name() + " has no field '" + field + "'",
          "Only maps and items have fields.");
    }
    return new Selection(whole, field, presence, at, result);
  }

  private Node operator(Tree.Operator operator) {
    List<Node> parts = all(operator.operands());
    String symbol = operator.symbol();
    int at = operator.at();
    if (symbol.equals("&&") || symbol.equals("||")) {
      for (Node part : parts) {
        needs(part, Types.BOOL, "a side of '" + symbol + "'");
      }
      return new Logic(symbol.equals("&&"), parts.get(0), parts.get(1), at);
    }
    if (!symbol.equals("?:")) {
      return calls.operator(symbol, parts, at);
    }
    needs(parts.get(0), Types.BOOL, "what stands before '?'");
    Type yes = parts.get(1).type();
    Type no = parts.get(2).type();
    if (environment.strict() && !yes.fits(no) && yes != Types.NULL && no != Types.NULL) {
      refuse(
          Fault.NO_OVERLOAD,
          at,
          "the sides of ':' are " + yes.name() + " and " + no.name(),
          "Make them alike, or wrap one in dyn().");
    }
    return new Choice(parts.get(0), parts.get(1), parts.get(2), at, Types.either(yes, no));
  }

  private void needs(Node part, Type wanted, String which) {
    if (environment.strict() && !part.type().fits(wanted)) {
      refuse(
          Fault.NO_OVERLOAD,
          part.at(),
          which + " is " + part.type().name() + ", not " + wanted.name(),
          "Compare it with something.");
    }
  }

  private Node entries(Tree.Entries entries) {
    List<Node> keys = all(entries.keys());
    List<Node> values = all(entries.values());
    for (Node key : keys) {
      Type type = key.type();
      if (environment.strict() && type != Types.DYN && !canBeKey(type.kind())) {
        return refuse(
            Fault.BAD_KEY,
            key.at(),
            "a " + type.name() + " cannot be a key",
            "Keys are string, int, uint or bool.");
      }
    }
    return new Collection.Entries(
        keys, values, entries.at(), Types.mapOf(common(keys), common(values)));
  }

  private static boolean canBeKey(Kind kind) {
    return kind == Kind.STRING || kind == Kind.INT || kind == Kind.UINT || kind == Kind.BOOL;
  }

  private Node iteration(Tree.Loop loop) {
    Macro macro = loop.macro();
    Node range = check(loop.range());
    Type over = range.type();
    if (environment.strict()
        && over != Types.DYN
        && over.kind() != Kind.LIST
        && over.kind() != Kind.MAP) {
      return refuse(
          Fault.NO_OVERLOAD,
          loop.at(),
          "'" + macro.word() + "' goes over a list or map, not over " + over.name(),
          "Put it in brackets: [x].");
    }
    Type element = over.kind() == Kind.MAP ? over.key() : over.value();
    int place = names.enter(loop.variable(), element);
    List<Node> parts = all(loop.parts());
    names.leave();
    Node last = parts.get(parts.size() - 1);
    @Nullable Node result = macro == Macro.MAP ? last : null;
    @Nullable Node condition = macro != Macro.MAP ? last : parts.size() == 2 ? parts.get(0) : null;
    if (condition != null) {
      needs(condition, Types.BOOL, "the condition of '" + macro.word() + "'");
    }
    Type type =
        result != null
            ? Types.listOf(result.type())
            : macro == Macro.FILTER ? Types.listOf(element) : Types.BOOL;
    return new Iteration(macro, range, place, condition, result, loop.at(), type);
  }
}
