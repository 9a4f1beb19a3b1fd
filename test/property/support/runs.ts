/** How many times as many cases the environment asks for: whole times, so that no test has fewer than it counts on. */
const factor = Math.max(1, Math.ceil(Number(process.env["SCLERO_PROPERTY_FACTOR"] ?? 1)));

/** The same seeds in every run; another start, and more of them, by the environment. */
export const runs = (numRuns: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns: numRuns * factor,
  seed: Number(process.env["SCLERO_PROPERTY_SEED"] ?? 1),
});
