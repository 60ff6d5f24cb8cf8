import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bodiesOf, plainText } from "../../shared/providers/mail/mail_body.ts";
import { base64, emlOf } from "../../shared/providers/mail/eml.ts";
import { createHttpMail } from "../../shared/providers/mail/http_mail.ts";
import { MailError, type MailMessage } from "../../shared/providers/mail/mail_provider.ts";
import { createMailOutbox } from "../../supabase/local/mail_outbox.ts";
import { type Behaviour, startMailStandIn } from "../support/mail_stand_in.ts";

const message: MailMessage = {
  id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
  from: "Garage Lémanique <no-reply@garage.example>",
  to: "client@example.ch",
  cc: ["copy@example.ch"],
  subject: "Votre facture n° 2026-004 – échéance au 15 février 2026, merci de votre confiance",
  text: "Bonjour,\nvoilà votre facture.",
  attachments: [{
    filename: "Facture été.pdf",
    media_type: "application/pdf",
    bytes: new TextEncoder().encode("%PDF-1.7"),
  }],
  date: "2026-01-15T10:00:00.000Z",
};

async function withStandIn(work: (standIn: ReturnType<typeof startMailStandIn>) => Promise<void>) {
  const standIn = startMailStandIn();
  try {
    await work(standIn);
  } finally {
    standIn.close();
  }
}

Deno.test("createHttpMail hands a message over with its id as idempotency key", async () => {
  await withStandIn(async (standIn) => {
    const { provider_id } = await createHttpMail({ url: standIn.url, token: "secret" }).send(message);
    assert.equal(provider_id, `sent_${message.id}`);
    const [request] = standIn.received;
    assert.equal(request.key, message.id);
    assert.equal(request.headers.get("authorization"), "Bearer secret");
    assert.deepEqual(request.body, {
      from: message.from,
      to: [message.to],
      cc: message.cc,
      subject: message.subject,
      text: message.text,
      attachments: [{ filename: "Facture été.pdf", content_type: "application/pdf", content: btoa("%PDF-1.7") }],
    });
  });
});

Deno.test("further headers of a message travel along, one line each", async () => {
  const headers = { "List-Unsubscribe": "<https://example.com/u/1>\r\nBcc: x@example.ch" };
  const eml = emlOf({ ...message, headers });
  assert.ok(eml.includes("\r\nList-Unsubscribe: <https://example.com/u/1> Bcc: x@example.ch\r\n"));
  await withStandIn(async (standIn) => {
    await createHttpMail({ url: standIn.url, token: "secret" }).send({ ...message, headers });
    assert.deepEqual(standIn.received[0].body.headers, headers);
  });
});

Deno.test("createHttpMail tells what may be tried again from what may not, and repeats no answer", async () => {
  const cases: [Behaviour, boolean, number | undefined][] = [
    ["hang", false, undefined],
    ["drop", false, undefined],
    ["cut", false, undefined],
    ["garbage", false, undefined],
    [{ status: 429, headers: { "retry-after": "90" } }, false, 90],
    [{ status: 429 }, false, undefined],
    [{ status: 408 }, false, undefined],
    [{ status: 500 }, false, undefined],
    [{ status: 503, headers: { "retry-after": "7" } }, false, 7],
    [{ status: 302, headers: { location: "http://127.0.0.1:1/" } }, true, undefined],
    [{ status: 400 }, true, undefined],
    [{ status: 401 }, true, undefined],
    [{ status: 422, headers: { "retry-after": "90" } }, true, undefined],
  ];
  await withStandIn(async (standIn) => {
    const provider = createHttpMail({ url: standIn.url, token: "secret", timeoutMs: 300 });
    for (const [behaviour, permanent, retryAfter] of cases) {
      standIn.behave(behaviour);
      const error = await provider.send(message).then(() => undefined, (e) => e);
      assert.ok(error instanceof MailError, JSON.stringify(behaviour));
      assert.deepEqual([error.permanent, error.retryAfter], [permanent, retryAfter], JSON.stringify(behaviour));
      assert.ok(!error.message.includes("hotel") && !error.message.includes("secret"));
    }
  });
  const gone = await createHttpMail({ url: "http://127.0.0.1:1/", token: "x" }).send(message).then(
    () => undefined,
    (e) => e,
  );
  assert.ok(gone instanceof MailError && !gone.permanent, "nobody listens");
});

Deno.test("createHttpMail takes the id of the message where the service names none", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => Response.json({ queued: true }),
  );
  try {
    const provider = createHttpMail({ url: `http://127.0.0.1:${server.addr.port}`, token: "x" });
    assert.equal((await provider.send(message)).provider_id, message.id);
  } finally {
    await server.shutdown();
  }
});

/** Undoes the encoding of one header: folded lines and encoded words. */
function decodedHeader(eml: string, name: string): string {
  const [, value] = new RegExp(`^${name}: ((?:.|\\r\\n )*)\\r\\n`, "m").exec(eml)!;
  return value.replace(/\?=\r\n =\?/g, "?==?").replace(
    /=\?UTF-8\?B\?([^?]*)\?=/g,
    (_, word) => Buffer.from(word, "base64").toString(),
  );
}

Deno.test("emlOf writes a message that reads back as it was", () => {
  const eml = emlOf({ ...message, html: "<p>Bonjour</p>" });
  assert.equal(decodedHeader(eml, "Subject"), message.subject);
  assert.equal(decodedHeader(eml, "From"), message.from);
  assert.equal(decodedHeader(eml, "To"), message.to);
  assert.equal(decodedHeader(eml, "Cc"), "copy@example.ch");
  assert.match(eml, /^Date: Thu, 15 Jan 2026 10:00:00 \+0000\r$/m);
  assert.match(eml, new RegExp(`^Message-ID: <${message.id}@garage.example>\\r$`, "m"));
  assert.match(eml, /Content-Type: multipart\/mixed;[^]*Content-Type: multipart\/alternative;/);
  assert.ok(eml.includes("filename=\"Facture _t_.pdf\"; filename*=UTF-8''Facture%20%C3%A9t%C3%A9.pdf"));
  const parts = [...eml.matchAll(/base64\r\n\r\n([^-]*?)\r\n--/g)].map((m) => Buffer.from(m[1], "base64").toString());
  assert.deepEqual(parts, ["Bonjour,\r\nvoilà votre facture.", "<p>Bonjour</p>", "%PDF-1.7"]);
  for (const line of eml.split("\r\n")) assert.ok(line.length <= 998 && !/[\r\n]/.test(line));
});

Deno.test("emlOf lets nothing given start another header", () => {
  const eml = emlOf({
    ...message,
    from: "Garage\r\nBcc: a@b.ch <no-reply@garage.example>",
    subject: "Hello\r\nBcc: victim@example.ch",
    to: "client@example.ch\r\nBcc: victim@example.ch",
    attachments: [{ filename: 'x"\r\nBcc: y.pdf', media_type: "application/pdf\r\nBcc: z", bytes: new Uint8Array() }],
  });
  assert.ok(!/^Bcc:/m.test(eml), eml);
});

Deno.test("emlOf encodes a sender's name that would read as two addresses", () => {
  const eml = emlOf({ ...message, from: "Dupont, Martin & Cie <no-reply@garage.example>" });
  assert.match(eml, /^From: =\?UTF-8\?B\?/m);
  assert.equal(decodedHeader(eml, "From"), "Dupont, Martin & Cie <no-reply@garage.example>");
});

Deno.test("base64 encodes more than a call takes arguments", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_001));
  assert.equal(base64(bytes), Buffer.from(bytes).toString("base64"));
});

Deno.test("bodiesOf sends plain text as it is and HTML with its words beside it", () => {
  assert.deepEqual(bodiesOf("1 < 2 and a<b>c?"), { text: "1 < 2 and a<b>c?" });
  const html =
    '<h1>Bonjour</h1><p>Deux&nbsp;points&nbsp;:</p><ul><li>un</li><li>deux</li></ul><p>Voir <a href="https://x.ch">ici</a> &amp; l&#39;autre</p>';
  assert.deepEqual(bodiesOf(html), {
    html,
    text: "Bonjour\n\nDeux\u00a0points\u00a0:\n\n- un\n- deux\n\nVoir ici (https://x.ch) & l'autre",
  });
  assert.equal(plainText("<p>a</p>"), "a");
});

Deno.test("createMailOutbox leaves one complete file per message, however often it comes", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const outbox = createMailOutbox(`${dir}/mail`);
    const first = await outbox.send(message);
    await outbox.send({ ...message, text: "second attempt" });
    const files = Array.from(Deno.readDirSync(`${dir}/mail`), (entry) => entry.name);
    assert.deepEqual(files, [`${message.id}.eml`]);
    assert.equal(first.provider_id, `${message.id}.eml`);
    const eml = await Deno.readTextFile(`${dir}/mail/${files[0]}`);
    assert.ok(eml.includes(base64(new TextEncoder().encode("second attempt"))));
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
