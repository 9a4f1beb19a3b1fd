// Which tests judge a mutant: those of its file, the quickest to find a fault first. The other tests of the project would find
// some more; to run them all for each of thousands of mutants takes a day.

/** Tests by the beginning of the source's path; the first entry that fits counts. */
const judges = [
  ["src/case/change.ts", ["case/refusals", "case/own-vocabulary", "case/change"]],
  ["src/case/json-schema.ts", ["case/own-vocabulary", "case/json-schema"]],
  ["src/case/read.ts", ["case/parse", "case/refusals", "case/straight"]],
  ["src/case/fits.ts", ["case/own-vocabulary", "case/parse", "case/straight", "case/dates"]],
  ["src/case/parse.ts", ["case/own-vocabulary", "case/parse", "case/straight"]],
  [
    "src/case/",
    [
      "case/refusals",
      "case/own-vocabulary",
      "case/parse",
      "case/dates",
      "case/redaction",
      "case/input",
      "case/straight",
    ],
  ],
  [
    "src/evaluate/json-rules-engine.ts",
    ["evaluate/engine-results", "evaluate/meaning", "evaluate/engine-hazards", "evaluate/asynchronous-facts"],
  ],
  ["src/evaluate/failure.ts", ["evaluate/failure", "evaluate/asynchronous-facts"]],
  ["src/evaluate/", ["evaluate/outcomes", "evaluate/rule-sets", "evaluate/meaning", "acceptance"]],
  ["src/explain/sentence.ts", ["explain/sentence", "explain/reasons", "explain/because"]],
  [
    "src/explain/reason",
    ["explain/reason-library", "explain/reasons", "explain/because", "report/kept-between-reports"],
  ],
  ["src/explain/tree.ts", ["explain/tree", "explain/because"]],
  ["src/explain/explain.ts", ["explain/tree", "explain/reasons", "explain/because", "explain/why-not"]],
  ...["why-not", "way", "goals", "representatives"].map((name) => [
    `src/explain/${name}`,
    ["explain/ways", "explain/why-not", "property/why-not"],
  ]),
  ["src/explain/", ["explain/asked", "explain/questions", "acceptance", "property/questions"]],
  [
    "src/resolve/critique/",
    ["resolve/critique/small", "resolve/critique/critique", "resolve/critique/doses", "evaluate/asynchronous-facts"],
  ],
  ["src/resolve/merge/", ["resolve/values", "resolve/with-one", "resolve/merge", "resolve/open-slots"]],
  [
    "src/resolve/contributions.ts",
    ["resolve/values", "resolve/differing", "resolve/open-slots", "evaluate/asynchronous-facts", "acceptance"],
  ],
  [
    "src/resolve/",
    [
      "resolve/decisions",
      "resolve/slot-plan",
      "resolve/values",
      "resolve/differing",
      "resolve/merge",
      "resolve/sources",
      "resolve/open-slots",
      "rulebook/positions-and-phases",
      "explain/questions",
      "acceptance",
    ],
  ],
];

const file = (name) => `test/${name}.test.ts`;

/** The test files that judge the mutants of a source file. */
export function testsOf(source) {
  const path = source.replaceAll("\\", "/").replace(/^.*?(?=src\/)/, "");
  const [, tests = []] = judges.find(([beginning]) => path.startsWith(beginning)) ?? [];
  return tests.map(file);
}

/** The test files that judge a folder of src/. */
export function testsOfFolder(folder) {
  const tests = judges.filter(([beginning]) => beginning.startsWith(`src/${folder}/`)).flatMap(([, names]) => names);
  return [...new Set(tests)].map(file);
}
