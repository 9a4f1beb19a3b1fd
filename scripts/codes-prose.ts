// The sentences of docs/fhir-codes.md that the code lists do not hold themselves.

/** What stands above the tables. */
export const preface = `How a record is read at all (statuses, dates, several records, absence) stands in \`fhir.md\`; here stands which codes mean which
fact. A final \`-\` is a family: \`I82.4-\` is \`I82.4\` and every code below it. "Left open" means that the codes touch the fact without
settling it: it stays unknown, an issue says what to find out, and nobody's statement about absent records makes it false.

A code settles a fact only where it means the whole of it: diabetes without its control, heart failure without its class, peripheral
arterial disease without its stage are left open. A refuted record settles a fact only where the refuted concept is as wide as the
fact: refuting a thrombosis of one vein does not exclude one of another. It counts only where no other record gives or hints at the fact.

Weeks and days beyond which a record tells nothing are the reader's own limits and no clinical rule: beyond them the fact is unknown
and asked, never false.

Every code was read off official files, or names the public source that states it (\`verifiedIn\`): VSAC value sets, as in
cqframework/ecqm-content-r4-2021 and ecqm-content-qicore-2025; cohorts of OHDSI/PhenotypeLibrary; modules of synthetichealth/synthea; the
tabular list of ICD-10-CM; HL7 FHIR and the International Patient Summary; lists of the BHF Data Science Centre; and others by name.

The reader knows no hierarchy beside that in the codes themselves. SNOMED CT concepts below a listed one, and branded RxNorm products
beyond those listed, are not matched. State that absence means false only for a record whose codes you know to be among those here; for
allergies, cancer, skin infection, severe infection and shunts the lists are not wide enough, and no such statement settles them.`;

/** What a reader of records could expect and does not find. */
export const notRead: readonly string[] = [
  "Stroke and TIA in the past (ICD-10-CM Z86.73): the case has no fact for them.",
  "ICD-10 of the WHO, ICD-10-GM and ICD-9-CM: their codes mean other things in places (I82.4 is none of the WHO's), so a record in them is not read for conditions.",
  "Atherosclerosis of bypass grafts (ICD-10-CM I70.3- to I70.7-): the graft's stage is not that of the leg.",
  "Weeks since delivery: an exact date of delivery is needed, and conditions and encounters do not give it reliably.",
  "Ankle-brachial index, ankle and toe pressure, skin phototype: no LOINC code of them could be verified.",
  "Major surgery within three months: no code says major, and every procedure would have to be weighed.",
  "Sclerotherapy as SNOMED CT procedures, and strengths of sclerosants: the codes could not be verified in public sources.",
  "Allergies to a sclerosant coded as a substance or an ingredient: no such code could be verified. They are asked.",
  "Severe allergies without the category medication, and reactions without severity: not known to be severe reactions to a medical product.",
  "Autoimmune and other systemic disease that is not controlled, general health, and everything about the examination: a clinician's judgement.",
  "Unfractionated heparin by RxNorm products: flushes of catheters and treatment share them; it is read by its ATC group.",
  "Emergency contraception: a single dose is no contraception that lasts.",
  "SNOMED CT 156073000 as a past pregnancy: it means complete miscarriage, but Synthea writes it for a complication of a fetus, so it only leaves pregnancy open.",
  "Text without codes: it is never interpreted.",
];
