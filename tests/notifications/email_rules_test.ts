import assert from "node:assert/strict";
import fc from "fast-check";
import { dedupeKey, REMINDER_DAYS, reminderDaysOf, reminderLevel } from "../../functions/notifications/email_rules.ts";
import { paymentMail, reminderMail } from "../../functions/notifications/email_texts.ts";

Deno.test("reminderLevel begins at 10, 25 and 40 days and is the level of the delay alone", () => {
  const at = (days: number) => reminderLevel(days, REMINDER_DAYS);
  assert.deepEqual([0, 9, 10, 24, 25, 39, 40, 400].map(at), [0, 0, 1, 1, 2, 2, 3, 3]);
});

Deno.test("reminderLevel never falls while the delay grows, whatever days a company set", () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 365 }), { minLength: 3, maxLength: 3 })
    .map((three) => three.sort((a, b) => a - b));
  fc.assert(fc.property(days, fc.integer({ min: -400, max: 800 }), fc.nat(50), (three, delay, more) => {
    const used = reminderDaysOf({ days: three });
    assert.deepEqual([...used], three);
    assert.ok(reminderLevel(delay + more, used) >= reminderLevel(delay, used));
    assert.equal(reminderLevel(delay, used), three.filter((day) => delay >= day).length);
  }));
});

Deno.test("reminderDaysOf ignores what does not rise", () => {
  for (
    const days of [undefined, "10", [10, 25], [10, 10, 40], [40, 25, 10], [0, 25, 40], [1.5, 25, 40], [10, 25, 400]]
  ) {
    assert.deepEqual(reminderDaysOf({ days }), REMINDER_DAYS, JSON.stringify(days));
  }
  assert.deepEqual(reminderDaysOf(null), REMINDER_DAYS);
  assert.deepEqual(reminderDaysOf({ days: [7, 14, 30] }), [7, 14, 30]);
});

Deno.test("dedupeKey tells days, variants and forced mails apart", () => {
  assert.equal(dedupeKey("E-02", "q", { variant: "quote", day: "2026-01-15" }), "E-02:quote:q:2026-01-15");
  assert.equal(dedupeKey("E-03", "p", {}), "E-03:p");
  assert.notEqual(dedupeKey("E-03", "p", { forced: "x" }), dedupeKey("E-03", "p", {}));
});

const facts = {
  number: "2026-004",
  currency: "CHF",
  amount: "1234.50",
  seller_name: "Atelier SA",
  seller_country: "CH",
};

Deno.test("the third reminder is the formal notice with 10 days and the article of the law, in every language", () => {
  for (const language of ["fr", "de", "it", "en"] as const) {
    const [first, second, third] = ([1, 2, 3] as const).map((level) =>
      reminderMail({ ...facts, language, due_date: "2026-01-10" }, level)
    );
    assert.match(second.body, /\b7\b/);
    assert.match(third.body, /\b10\b/);
    assert.match(third.body, /67/);
    assert.equal(new Set([first.subject, second.subject, third.subject]).size, 3);
    for (const { subject, body } of [first, second, third]) {
      assert.ok(subject.includes("2026-004") && body.includes("1'234.50") && body.includes("10.01.2026"));
    }
  }
});

Deno.test("the confirmation of a payment says what is left, or that nothing is", () => {
  const paid = { ...facts, language: "en" as const, paid_on: "2026-01-15" };
  assert.match(paymentMail({ ...paid, remaining: "100.00" }).body, /100\.00 remain/);
  assert.match(paymentMail({ ...paid, remaining: "0.00" }).body, /paid in full/);
});
