/** The same seeds in every run; another start, and more of them, by the environment. */
export const runs = (numRuns: number): { readonly numRuns: number; readonly seed: number } => ({
  numRuns: numRuns * Number(process.env["SCLERO_PROPERTY_FACTOR"] ?? 1),
  seed: Number(process.env["SCLERO_PROPERTY_SEED"] ?? 1),
});
