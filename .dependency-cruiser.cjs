// The house has one direction: a room may use the rooms before it, never those after it.
const rooms = [
  "issues",
  "logic",
  "rulebook",
  "case",
  "facts",
  "evaluate",
  "resolve",
  "explain",
  "report",
  "batch",
  "advisor",
];
// Edges stand beside each other, but for the later ones: they may use the earlier.
const edges = ["handout", "testing", "fhir", "cds-hooks", "sql", "verify", "pages", "cli"];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphan",
      severity: "error",
      from: { orphan: true, pathNot: "src/(index|cli/bin|pages/browser/search)\\.ts$" },
      to: {},
    },
    ...rooms.slice(0, -1).map((room, index) => ({
      name: `${room}-knows-no-later-room`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${[...rooms.slice(index + 1), ...edges].join("|")})/` },
    })),
    ...edges.slice(0, -1).map((edge, index) => ({
      name: `${edge}-knows-no-later-edge`,
      severity: "error",
      from: { path: `^src/${edge}/` },
      to: { path: `^src/(${edges.slice(index + 1).join("|")})/` },
    })),
    {
      name: "core-knows-no-edge",
      severity: "error",
      from: { path: `^src/(${rooms.join("|")})/` },
      to: { path: `^src/(${edges.join("|")})/` },
    },
    { name: "nobody-imports-the-index", severity: "error", from: { path: "^src/" }, to: { path: "^src/index\\.ts$" } },
    {
      name: "one-file-imports-json-rules-engine",
      severity: "error",
      from: { pathNot: "^src/evaluate/json-rules-engine\\.ts$" },
      to: { path: "node_modules/json-rules-engine" },
    },
    {
      name: "core-is-pure",
      severity: "error",
      from: { path: `^src/(${[...rooms, ...edges.filter((edge) => edge !== "cli")].join("|")})/` },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".json"] },
  },
};
