import { join } from "node:path";
import { createClient } from "../../shared/client/client.ts";
import { listen } from "./demo_listener.ts";
import { demoStatement } from "./demo_statement.ts";
import type { LocalKeys } from "./local_keys.ts";
import { DEFAULT_DATA_DIR } from "./stack.ts";

/** Where the demo plays. */
export interface DemoOptions {
  /** Origin of a running server, such as `http://localhost:54321`. */
  origin: string;
  publishableKey: string;
  /** Receives the PDF and the bank statement. */
  outputDir: string;
  say?: (line: string) => void;
}

/** What the demo left behind, for whoever wants to look. */
export interface DemoResult {
  tenantId: string;
  invoiceId: string;
  invoiceNumber: string;
  pdfPath: string;
  statementPath: string;
}

/** A step that did not do what it should; the message is one line. */
export class DemoFailure extends Error {
  override readonly name = "DemoFailure";
}

const PASSWORD = "Tournevis-Cruciforme-7";
const COMPANY = {
  name: "Garage des Trois Cols Sàrl",
  street: "Rue du Simplon",
  building_number: "18",
  postal_code: "1870",
  city: "Monthey",
  country: "CH",
  currency: "CHF",
  ide: "CHE-204.318.761",
  vat_number: "CHE-204.318.761 TVA",
  qr_iban: "CH44 3199 9123 0008 8901 2",
  regular_iban: "CH93 0076 2011 6238 5295 7",
  invoice_prefix: "GTC",
} as const;

type Client = ReturnType<typeof createClient>;

interface Member {
  client: Client;
  tenantId: string;
  accessToken: string;
}

/**
 * Plays the first job of a garage on a running server, from signing up to the paid invoice, and shows that another
 * organisation sees none of it. Raises `DemoFailure` at the first step that goes wrong.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { origin, publishableKey, say = () => {} } = options;
  const mark = crypto.randomUUID().slice(0, 8);

  const garage = await signUp(origin, `garage-${mark}`, COMPANY.name, "CH");
  say(`1  ${COMPANY.name} signed up as tenant ${garage.tenantId}`);

  const code = `GARAGE_${mark.toUpperCase()}`;
  const { company } = (await take(
    "configure the company",
    garage.client.PUT("/finance/config/companies/{code}", { params: { path: { code } }, body: { ...COMPANY } }),
  )).data;
  say(`2  company ${company.code}: QR-IBAN ${company.qr_iban}, VAT number ${company.vat_number}`);

  const contact = (await take(
    "create a contact",
    garage.client.POST("/contacts", {
      body: {
        first_name: "Sophie",
        last_name: "Martin",
        email: `sophie.martin.${mark}@courrier.example`,
        phone: "079 555 01 10",
        address: { street: "Avenue de la Gare 7", postal_code: "1870", city: "Monthey", country: "CH" },
      },
    }),
  )).data;
  say(`3  contact ${contact.first_name} ${contact.last_name}, ${contact.phone}`);

  const quoteId = await acceptedQuote(garage.client, contact.id, say);
  const topic = `tenant:${garage.tenantId}:invoices:company:${company.id}`;
  const listener = await attempt(
    "listen to the invoices",
    listen({ origin, publishableKey, accessToken: garage.accessToken, topic }),
  );
  try {
    say(`7  listening to ${topic} with supabase-js`);
    return await invoiceAndPayment({ ...options, say }, garage, quoteId, code, listener, mark);
  } finally {
    await listener.close();
  }
}

async function acceptedQuote(client: Client, contactId: string, say: (line: string) => void): Promise<string> {
  const quote = (await take(
    "create a quote",
    client.POST("/quotes", {
      body: {
        contact_id: contactId,
        valid_until: daysFromNow(30),
        items: [
          { description: "Plaquettes de frein, essieu avant", quantity: 1, unit_price: 120 },
          { description: "Main-d'œuvre", quantity: 1.5, unit_price: 148.5 },
        ],
      },
    }),
  )).data;
  say(`4  quote ${quote.quote_number}: ${quote.subtotal} + VAT ${quote.vat_amount} = ${quote.total} ${quote.currency}`);
  for (const [step, status] of [[5, "SENT"], [6, "ACCEPTED"]] as const) {
    const moved = (await take(
      `move the quote to ${status}`,
      client.PATCH("/quotes/{id}/status", { params: { path: { id: quote.id } }, body: { status } }),
    )).data;
    say(`${step}  quote ${quote.quote_number} is ${moved.status}`);
  }
  return quote.id;
}

async function invoiceAndPayment(
  options: Required<DemoOptions>,
  garage: Member,
  quoteId: string,
  code: string,
  listener: Awaited<ReturnType<typeof listen>>,
  mark: string,
): Promise<DemoResult> {
  const { say, outputDir } = options;
  const { client } = garage;
  const path = { id: quoteId };
  const { invoice } = (await take("convert the quote", client.POST("/quotes/{id}/convert", { params: { path } }))).data;
  const byId = { params: { path: { id: invoice.id } } };
  say(`8  invoice ${invoice.invoice_number} over ${invoice.total} CHF, due ${invoice.due_date}`);

  const { qr_data } = (await take("read the QR-bill", client.GET("/finance/invoices/{id}/qr", byId))).data;
  expect(qr_data.reference_type === "QRR", `the reference is ${qr_data.reference_type}, not QRR`);
  const pdf = await take(
    "download the PDF",
    client.GET("/finance/invoices/{id}/pdf/download", { ...byId, parseAs: "arrayBuffer" }),
  ) as unknown as ArrayBuffer;
  await Deno.mkdir(outputDir, { recursive: true });
  const pdfPath = join(outputDir, `${invoice.invoice_number}-${mark}.pdf`);
  await Deno.writeFile(pdfPath, new Uint8Array(pdf));
  say(`9  QR-bill with reference ${qr_data.reference_formatted}: ${pdfPath} (${Math.round(pdf.byteLength / 1024)} kB)`);

  const statement = demoStatement({
    iban: COMPANY.regular_iban.replaceAll(" ", ""),
    owner: COMPANY.name,
    day: daysFromNow(0),
    amount: invoice.total.toFixed(2),
    currency: "CHF",
    qr_reference: qr_data.reference,
    payer: "Sophie Martin",
  });
  const statementPath = join(outputDir, `statement-${mark}.xml`);
  await Deno.writeTextFile(statementPath, statement);
  const imported = (await take(
    "import the bank statement",
    client.POST("/finance/bank/import/camt053", {
      body: { file: statement, owner_company: code },
      bodySerializer: ({ file, owner_company }) => {
        const form = new FormData();
        form.set("file", new File([file!], "statement.xml", { type: "application/xml" }));
        form.set("owner_company", owner_company!);
        return form;
      },
    }),
  )).data;
  const { auto_matched, status } = imported.reconciliation;
  expect(imported.imported === 1 && imported.balance_check?.ok === true, "the statement was not imported as it is");
  expect(auto_matched === 1, `reconciliation ${status}: ${auto_matched} payments matched instead of 1`);
  say(`10 statement ${statementPath}: 1 payment imported, balance checked, matched by its reference`);

  const paid = (await take("read the invoice", client.GET("/finance/invoices/{id}", byId))).data;
  expect(paid.status === "paid" && paid.remaining_amount === 0, `the invoice is ${paid.status}`);
  say(`11 invoice ${paid.invoice_number} is ${paid.status}; received ${paid.paid_amount} CHF on ${paid.paid_at}`);

  say(`12 ledger: ${await ledgerBalance(client)}`);

  const hint = await attempt(
    "hear of the payment",
    listener.next(({ event, payload }) => event === "invoice.paid" && payload.entity_id === invoice.id),
  );
  say(`13 heard live: ${hint.event} ${hint.payload.invoice_number}, ${hint.payload.amount_ttc} CHF`);

  await showWall(options, garage, { contactId: invoice.contact_id, quoteId, invoiceId: invoice.id }, mark);
  return {
    tenantId: garage.tenantId,
    invoiceId: invoice.id,
    invoiceNumber: invoice.invoice_number,
    pdfPath,
    statementPath,
  };
}

/** Entries reach the audit log with their totals; each must have equal sides. */
async function ledgerBalance(client: Client): Promise<string> {
  const { events } = await take(
    "read the ledger entries",
    client.GET("/audit/events", { params: { query: { entity_type: "accounting_entry", limit: 1000 } } }),
  );
  const entries = events.map((event) => event.target?.after_state as Record<string, number | string>);
  const cents = (side: "total_debit" | "total_credit") =>
    entries.reduce((sum, entry) => sum + Math.round(Number(entry[side]) * 100), 0);
  const [debit, credit] = [cents("total_debit"), cents("total_credit")];
  expect(
    entries.length === 2 && debit === credit && debit > 0,
    `${entries.length} entries, ${debit} against ${credit}`,
  );
  return `${entries.length} entries, debit ${(debit / 100).toFixed(2)} = credit ${(credit / 100).toFixed(2)} CHF`;
}

/** Another organisation, with every right in its own house, looks for what the first one has. */
async function showWall(
  { origin, publishableKey, say }: Required<DemoOptions>,
  garage: Member,
  { contactId, quoteId, invoiceId }: { contactId: string; quoteId: string; invoiceId: string },
  mark: string,
): Promise<void> {
  const stranger = await signUp(origin, `voisin-${mark}`, "Carrosserie du Voisin", "CH");
  const { client } = stranger;
  const lookups = await Promise.all([
    client.GET("/contacts/{contact_id}", { params: { path: { contact_id: contactId } } }),
    client.GET("/quotes/{id}", { params: { path: { id: quoteId } } }),
    client.GET("/finance/invoices/{id}", { params: { path: { id: invoiceId } } }),
    client.GET("/finance/invoices/{id}/pdf/download", { params: { path: { id: invoiceId } } }),
  ]);
  const statuses = lookups.map(({ response }) => response.status);
  expect(statuses.every((status) => status === 404), `the neighbour got ${statuses.join(", ")} instead of 404`);
  const [contacts, quotes] = await Promise.all([
    take("list contacts", client.GET("/contacts")),
    take("list quotes", client.GET("/quotes")),
  ]);
  expect(contacts.data.length + quotes.data.length === 0, "the lists of the neighbour are not empty");
  say(`14 another tenant asks for them: ${statuses.join(", ")}; its own lists are empty`);

  const topic = `tenant:${garage.tenantId}:invoices`;
  const refusal = await listen({ origin, publishableKey, accessToken: stranger.accessToken, topic }).then(
    (listener) => listener.close().then(() => undefined),
    (error) => error as Error,
  );
  if (refusal === undefined) throw new DemoFailure("the neighbour may listen to the garage's invoices");
  say(`15 another tenant tries to listen: ${refusal.message}`);
}

/** Registers an organisation and signs its owner in. */
async function signUp(origin: string, subdomain: string, tenantName: string, country: string): Promise<Member> {
  const baseUrl = `${origin}/api`;
  const open = createClient({ baseUrl });
  const email = `owner@${subdomain}.example`;
  await take(
    "sign up",
    open.POST("/auth/signup", {
      body: { email, password: PASSWORD, name: "Jeanne Rey", subdomain, tenantName, country },
    }),
  );
  const { data: tokens } = await take("sign in", open.POST("/auth/login", { body: { email, password: PASSWORD } }));
  if (!tokens) throw new Error("a new account was asked for a second factor");
  const { access_token: accessToken, user } = tokens;
  return {
    client: createClient({ baseUrl, accessToken: () => accessToken }),
    tenantId: user.tenantId,
    accessToken,
  };
}

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer of a call that must succeed. */
async function take<T>(step: string, call: Promise<Fetched<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await attempt(step, call);
  if (data !== undefined && data !== null) return data;
  const { code, error: text, details } = error as { code?: string; error?: string; details?: unknown };
  const facts = [code ?? "", text ?? "", details === undefined ? "" : JSON.stringify(details)].filter(Boolean);
  throw new DemoFailure(`${step}: ${response.status} ${facts.join(" ")}`);
}

async function attempt<T>(step: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new DemoFailure(`${step}: ${(error as Error).message}`, { cause: error });
  }
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new DemoFailure(otherwise);
}

function daysFromNow(days: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" }).format(Date.now() + days * 86_400_000);
}

async function publishableKey(dataDir: string): Promise<string> {
  const given = Deno.env.get("SUPABASE_PUBLISHABLE_KEY");
  if (given) return given;
  const keys: LocalKeys = await Deno.readTextFile(join(dataDir, "keys.json")).then(JSON.parse, () => {
    throw new DemoFailure(`no keys in ${dataDir}: run \`deno task start\` first, or set SUPABASE_PUBLISHABLE_KEY`);
  });
  return keys.publishable_key;
}

if (import.meta.main) {
  const dataDir = Deno.env.get("DATA_DIR") || DEFAULT_DATA_DIR;
  try {
    await runDemo({
      origin: (Deno.env.get("BASE_URL") || "http://localhost:54321").replace(/\/+$/, ""),
      publishableKey: await publishableKey(dataDir),
      outputDir: join(dataDir, "demo"),
      say: console.log,
    });
    // The client keeps timers of its own for a while.
    Deno.exit(0);
  } catch (error) {
    console.error(error instanceof DemoFailure ? `The demo stopped: ${error.message}` : error);
    Deno.exit(1);
  }
}
