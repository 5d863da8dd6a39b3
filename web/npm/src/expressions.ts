// Expressions, for pages whose definition has constraints, upgrades that compute, or defaults other than now()
// and newId(): importing this module is all there is to do. It weighs two thirds of the engine, so other pages go
// without.
import { installExpressions } from "./engine.js";
import { check, evaluate, fits, read } from "./expression-engine.js";

installExpressions({ check, read, fits, evaluate });

export {};
