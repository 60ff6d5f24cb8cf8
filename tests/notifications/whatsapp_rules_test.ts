import assert from "node:assert/strict";
import fc from "fast-check";
import { digitsOf, eventsOf } from "../../functions/notifications/whatsapp_rules.ts";

const metadata = { phone_number_id: "100200300", display_phone_number: "41 21 555 00 00" };
const arrived = { phoneNumberId: "100200300", displayDigits: "41215550000" };
const payload = (value: Record<string, unknown>) => ({ entry: [{ changes: [{ value: { metadata, ...value } }] }] });

Deno.test("eventsOf reads statuses with what went wrong", () => {
  const [event] = eventsOf(payload({
    statuses: [{
      id: "wamid.1",
      status: "failed",
      recipient_id: "41791234567",
      errors: [{ code: 131026, title: "Undeliverable", error_data: { details: "No account" } }],
    }],
  }));
  assert.deepEqual(event, {
    kind: "status",
    key: "wamid.1:failed",
    ...arrived,
    reference: "wamid.1",
    digits: "41791234567",
    status: "failed",
    line: "failed (131026, Undeliverable, No account)",
  });
});

Deno.test("eventsOf reads what people write, tap and send", () => {
  const message = (more: Record<string, unknown>) => ({ from: "41791234567", id: "m1", ...more });
  const texts = [
    message({ type: "text", text: { body: " Yes " } }),
    message({ type: "button", button: { text: "Confirm" } }),
    message({ type: "interactive", interactive: { button_reply: { title: "Later" } } }),
    message({ type: "interactive", interactive: { list_reply: { title: "Monday" } } }),
    message({ type: "image", image: { id: "x" } }),
  ].flatMap((one) => eventsOf(payload({ messages: [one] }))).map((event) => event.kind === "reply" && event.text);
  assert.deepEqual(texts, ["Yes", "Confirm", "Later", "Monday", "[image message]"]);
  const [reply] = eventsOf(payload({ messages: [message({ type: "text", context: { id: "wamid.1" } })] }));
  assert.equal(reply.reference, "wamid.1");
});

Deno.test("eventsOf still understands the older flat form", () => {
  const [status] = eventsOf({
    MessageSid: "SM1",
    MessageStatus: "undelivered",
    From: "whatsapp:+41215550000",
    To: "whatsapp:+41791234567",
    ErrorCode: "63016",
  });
  assert.equal(status.kind === "status" && status.status, "failed");
  assert.equal(status.kind === "status" && status.line, "undelivered (63016)");
  assert.deepEqual([status.reference, status.digits, status.displayDigits], ["SM1", "41791234567", "41215550000"]);
  const [reply] = eventsOf({
    MessageSid: "SM2",
    From: "whatsapp:+41791234567",
    To: "whatsapp:+41215550000",
    Body: "Hi",
  });
  assert.deepEqual([reply.kind, reply.digits, reply.displayDigits], ["reply", "41791234567", "41215550000"]);
});

Deno.test("digitsOf finds the same number in every spelling", () => {
  for (const spelled of ["41791234567", "+41791234567", "whatsapp:+41791234567", "+41 79 123 45 67"]) {
    assert.equal(digitsOf(spelled), "41791234567");
  }
});

Deno.test("eventsOf throws at nothing", () => {
  fc.assert(fc.property(fc.anything(), (anything) => Array.isArray(eventsOf(anything))));
  fc.assert(fc.property(fc.anything(), fc.anything(), (statuses, messages) => {
    assert.ok(Array.isArray(eventsOf(payload({ statuses, messages }))));
    assert.ok(Array.isArray(eventsOf(payload({ statuses: [statuses], messages: [messages] }))));
  }));
});
