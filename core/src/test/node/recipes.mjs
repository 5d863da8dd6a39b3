// Values from recipes, the inputs of the vectors of kind "values".
import { INSTANT, Tagged, number, read, refuse, set } from "./canonical.mjs";

export function cook([word, argument = null]) {
  switch (word) {
    case "value":
      return argument;
    case "double":
      return number(argument.readDoubleBE(0));
    case "units":
      return wellFormed(String.fromCharCode(...argument.map(Number)));
    case "instant":
      return new Tagged(INSTANT, argument);
    case "list":
      return argument.map(cook);
    case "set":
      return set(argument.map(cook));
    case "map":
      return new Map(argument.map(([key, recipe]) => [key, cook(recipe)]));
    case "decode":
      return read(argument);
    default:
      throw new Error(`no recipe ${word}`);
  }
}

function wellFormed(text) {
  if (/\p{Surrogate}/u.test(text)) throw refuse("invalid-value");
  return text;
}
