import { cleanDecimal } from "../../logic/units.ts";
import { isObject, listOf, type Resource } from "../data/resource.ts";

/** One milligram in a millilitre is a tenth of a per cent. */
const milligramsPerMillilitreAndPercent = 10;

/** Milligrams in each unit of mass, by UCUM code. */
const milligrams: Readonly<Record<string, number>> = { mg: 1, g: 1000, ug: 0.001 };

/** The concentration that a Medication's ingredients state; undefined where they do not, or state several. */
export function strengthOf(medication: Resource): number | undefined {
  const strengths = listOf(medication["ingredient"]).flatMap((ingredient) => {
    const ratio = isObject(ingredient) ? ingredient["strength"] : undefined;
    const percent = isObject(ratio) ? percentOf(ratio["numerator"], ratio["denominator"]) : undefined;
    return percent === undefined ? [] : [percent];
  });
  return strengths.length === 1 ? strengths[0] : undefined;
}

function percentOf(numerator: unknown, denominator: unknown): number | undefined {
  const above = quantityOf(numerator);
  const below = quantityOf(denominator) ?? { value: 1, unit: "1" };
  if (above === undefined || below.value <= 0) return undefined;
  if (above.unit === "%") return below.unit === "1" ? above.value : undefined;
  const mass = milligrams[above.unit];
  if (mass === undefined || (below.unit !== "mL" && below.unit !== "ml")) return undefined;
  return cleanDecimal((above.value * mass) / below.value / milligramsPerMillilitreAndPercent);
}

/** A quantity with its unit by UCUM code. */
export function quantityOf(quantity: unknown): { readonly value: number; readonly unit: string } | undefined {
  if (!isObject(quantity)) return undefined;
  const { value, code, unit } = quantity;
  const name = typeof code === "string" ? code : unit;
  return typeof value === "number" && typeof name === "string" ? { value, unit: name } : undefined;
}

/** `10 MG/ML`, `1 %`, `0.5%`. */
const inWords = /(?<![\d.,/])(\d+(?:[.,]\d+)?)\s*(%|mg\s*\/\s*ml\b)/gi;

/** The concentration that the name of a product states; undefined where it states none, or several. */
export function strengthInWords(text: string): number | undefined {
  const found = [...text.matchAll(inWords)].map(([, number = "", unit]) => {
    const value = Number(number.replace(",", "."));
    return unit === "%" ? value : cleanDecimal(value / milligramsPerMillilitreAndPercent);
  });
  const different = [...new Set(found)];
  return different.length === 1 ? different[0] : undefined;
}
