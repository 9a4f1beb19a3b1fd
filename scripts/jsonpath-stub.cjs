// Stands in for jsonpath-plus in the bundle: rules have no paths, and its evaluation of path expressions can run code.
// json-rules-engine calls it only for a condition with a `path`, which the rule schema refuses.
exports.JSONPath = () => {
  throw new Error("paths are not part of a rule");
};
