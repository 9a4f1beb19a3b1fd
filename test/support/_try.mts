import { createAdvisor } from "/work/main/src/advisor/create-advisor.ts";
import { createRandomCases, randomFrom } from "/work/main/test/support/random-case.ts";
import { withFunctions } from "/work/main/test/differential/compare.ts";
const advisors = [createAdvisor(), createAdvisor({evidence:"documents"})] as const;
const cases = createRandomCases(advisors[0].rulebook);
const diff = (a: any, b: any, path: string): void => { if (JSON.stringify(a)===JSON.stringify(b)) return; if (typeof a!=="object"||typeof b!=="object"||!a||!b) {console.log("  ",path,JSON.stringify(a)?.slice(0,200),JSON.stringify(b)?.slice(0,200)); return;} for (const k of new Set([...Object.keys(a),...Object.keys(b)])) diff(a[k],b[k],path+"."+k); };
for (const seed of [19,27,39,41]) {
  const random = randomFrom(seed ^ 0x5eed);
  const input = cases.make(seed, { unknownShare: random() < 0.2 ? 0.9 : random() });
  const advisor = advisors[(seed >> 1) % 2]!;
  const a = JSON.parse(JSON.stringify(advisor.recommendSync(input)));
  const i = random() < 0.5 ? input : withFunctions(input, random);
  const b = JSON.parse(JSON.stringify(await advisor.recommend(i)));
  console.log(seed, advisor.evidence); diff(a,b,"");
}
