// Expressions as defaults, for pages whose definition has others than now() and newId(): importing this module
// is all there is to do. It weighs half of the engine, so other pages go without.
import { installExpressions } from "./engine.js";
import { evaluate, read } from "./expression-engine.js";

installExpressions({ read, evaluate });

export {};
