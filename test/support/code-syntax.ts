/** How each code system writes its codes; a final `-` stands for a family where the system has a hierarchy in its codes. */
export const syntaxOf: Readonly<Record<string, (code: string) => boolean>> = {
  icd10cm: (code) => /^[A-Z](?:-|[0-9](?:-|[0-9A-Z](?:\.(?:-|[0-9A-Z]{1,4}-?))?))?$/.test(code) && code.length > 1,
  atc: (code) => /^[A-Z]\d{2}(?:[A-Z]-|[A-Z]{2}-|[A-Z]{2}\d{2})$/.test(code),
  snomed: (code) => /^[1-9]\d{5,17}$/.test(code) && /(?:00|10)\d$/.test(code) && verhoeff(code),
  loinc: (code) => /^(?:LA)?\d{1,6}-\d$/.test(code) && mod10(code),
  rxnorm: (code) => /^[1-9]\d{0,7}$/.test(code),
  cpt: (code) => /^\d{5}$/.test(code),
  hcpcs: (code) => /^[A-V]\d{4}$/.test(code),
  "ips-absent": (code) => /^no-(?:known-[a-z-]+|allergy-info)$/.test(code),
};

const multiply = (a: number, b: number): number => {
  // The dihedral group of order ten, on which Verhoeff's check digit rests.
  const flip = a >= 5;
  const turned = flip ? (a % 5) - (b % 5) + 10 : (a % 5) + (b % 5);
  return (turned % 5) + (flip === b >= 5 ? 0 : 5);
};
const permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function verhoeff(code: string): boolean {
  const check = [...code].reverse().reduce((sum, digit, place) => {
    let value = Number(digit);
    for (let turn = 0; turn < place % 8; turn += 1) value = permute[value] ?? 0;
    return multiply(sum, value);
  }, 0);
  return check === 0;
}

/**
 * LOINC's check digit: from the right, every other character doubled, the sum filled up to the next ten. The letters of answer
 * codes count by their place after the digit 0 in ASCII, and a doubled value of five or more loses nine for each five.
 */
function mod10(code: string): boolean {
  const [characters = "", check] = code.split("-");
  const sum = [...characters].reverse().reduce((total, character, place) => {
    const value = character.charCodeAt(0) - "0".charCodeAt(0);
    return total + (place % 2 === 0 ? 2 * value - 9 * Math.floor(value / 5) : value);
  }, 0);
  return Number(check) === (10 - (sum % 10)) % 10;
}
