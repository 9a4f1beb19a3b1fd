export { embeddedProperties } from "./embedded.ts";
export type { Finding } from "./finding.ts";
export type { Property, PropertyCondition } from "./property.ts";
export { type PropertyReading, readProperties } from "./read-properties.ts";
export { resultText } from "./result-text.ts";
export type { Answer, OpenSolver, Solver } from "./solver.ts";
export { structuralProperties } from "./structural.ts";
export { type PropertyResult, type VerifySettings, verifyProperties } from "./verify.ts";
