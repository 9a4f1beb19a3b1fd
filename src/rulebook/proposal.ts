/**
 * `rules/proposal.json`: which fact of a clinician's proposal is held against which slot. The comparisons themselves are in
 * `resolve/critique/`; names, agents and codes stand here.
 */
export interface ProposalChecks {
  readonly form: { readonly fact: string; readonly slot: string; readonly excludedBy: string };
  readonly agent: { readonly fact: string; readonly critical: string; readonly info: string };
  readonly strength: { readonly fact: string; readonly slot: string };
  readonly volume: { readonly fact: string; readonly perInjection: string; readonly session: string };
  readonly gas: {
    readonly fact: string;
    readonly slot: string;
    readonly when: string;
    readonly accepts: readonly string[];
  };
  readonly guidance: { readonly fact: string; readonly slot: string; readonly when: string };
  readonly foamCeiling: { readonly form: string; readonly slot: string };
  readonly weightCeiling: { readonly agent: string; readonly slot: string; readonly weight: string };
  readonly spacing: { readonly slot: string; readonly elapsed: string };
  readonly side: { readonly fact: string };
}
