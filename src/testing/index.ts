export { type CoverageGap, coverageGaps } from "./coverage.ts";
export type { Expectation, ExpectedIssue, ExpectedPlan, Fixture, FixtureOptions, Flip } from "./fixture.ts";
export { type ChangedPatient, comparePatients } from "./rulebook-difference.ts";
export {
  checkFixture,
  createFixtureRunner,
  type FixturePatient,
  type FixtureRunner,
  type Mismatch,
} from "./run-fixture.ts";
