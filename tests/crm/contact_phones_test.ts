import assert from "node:assert/strict";
import fc from "fast-check";
import { isInternational, normalPhone } from "../../functions/crm/contacts_rules.ts";
import { Problem } from "../../shared/contracts/kit/problems.ts";

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(""));
const firstDigit = fc.integer({ min: 1, max: 9 }).map(String);
/** ITU-T E.164: a country code that does not start with 0, 7 to 15 digits in all. */
const e164 = fc.tuple(firstDigit, digits(6, 14)).map(([first, rest]) => `+${first}${rest}`);
const separator = fc.constantFrom("", " ", ".", "-", "(", ")", "/", "  ");

function spelled(number: string, gaps: string[]): string {
  return [...number].map((digit, i) => digit + gaps[i % gaps.length]).join("");
}

Deno.test("normalPhone gives a number in E.164 form back unchanged, whatever the country", () => {
  fc.assert(fc.property(e164, fc.constantFrom("FR", "CH", "US", undefined), (number, country) => {
    assert.equal(normalPhone(number, country), number);
  }));
});

Deno.test("normalPhone ignores separators and reads a leading 00 as +", () => {
  const gaps = fc.array(separator, { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(e164, gaps, fc.boolean(), (number, between, zeros) => {
    const written = spelled(zeros ? number.replace("+", "00") : number, between);
    assert.equal(normalPhone(written, undefined), number);
    assert.ok(isInternational(written));
  }));
});

Deno.test("normalPhone completes a French number of ten digits with +33", () => {
  const gaps = fc.array(separator, { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(fc.tuple(firstDigit, digits(8, 8)), gaps, ([first, rest], between) => {
    assert.equal(normalPhone(spelled(`0${first}${rest}`, between), "FR"), `+33${first}${rest}`);
  }));
  assert.equal(normalPhone("06 12 34 56 78", "FR"), "+33612345678");
});

Deno.test("normalPhone completes national numbers of other countries", () => {
  assert.equal(normalPhone("079 123 45 67", "CH"), "+41791234567");
  assert.equal(normalPhone("030 901820", "DE"), "+4930901820");
  assert.equal(normalPhone("06 1234 5678", "IT"), "+390612345678");
});

Deno.test("normalPhone gives nothing but E.164 or a refusal of the field", () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.constantFrom("FR", "CH", undefined), (text, country) => {
    try {
      const normal = normalPhone(text, country, "mobile");
      assert.match(normal, /^\+[1-9]\d{6,14}$/);
      assert.equal(normalPhone(normal, country), normal);
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      assert.equal(error.kind.code, "VALIDATION_ERROR");
      assert.equal((error.details as { field: string }[])[0].field, "mobile");
    }
  }));
});

Deno.test("normalPhone refuses a national number of a tenant without a country", () => {
  assert.throws(() => normalPhone("0612345678", undefined), Problem);
  assert.equal(isInternational("06 12 34 56 78"), false);
});
