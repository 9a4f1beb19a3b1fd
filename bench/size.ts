/** How much is measured. */
export interface Size {
  readonly quick: boolean;
  readonly cases: number;
  readonly casesPerRound: number;
  /** How long each turn of a round lasts at least. */
  readonly turnMs: number;
  readonly growthCases: number;
  readonly growthRounds: number;
  readonly starts: number;
  readonly reports: number;
}

export const fullSize: Size = {
  quick: false,
  cases: 2000,
  casesPerRound: 50,
  turnMs: 60,
  growthCases: 20,
  growthRounds: 7,
  starts: 21,
  reports: 10_000,
};

export const quickSize: Size = {
  quick: true,
  cases: 200,
  casesPerRound: 50,
  turnMs: 40,
  growthCases: 8,
  growthRounds: 3,
  starts: 7,
  reports: 1000,
};
