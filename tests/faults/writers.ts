/** People at work while things break: every write has a key of its own and is repeated until it has an answer. */

export interface Written {
  contacts: string[];
  notifications: string[];
  /** Invoices that were sent, with their numbers. */
  invoices: { id: string; number: string; paid: number }[];
  quotes: string[];
  /** Writes that were answered. */
  answered: number;
  /** Requests that had to be repeated. */
  repeated: number;
  /** Answers nobody should get, such as a refusal of a repeated write. */
  surprises: string[];
}

export interface Office {
  baseUrl: string;
  token: string;
  company: string;
  clientId: string;
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 150;
/** Answers of a product that is busy recovering, or that has not finished the first attempt yet. */
const WAITING = new Set([429, 500, 502, 503, 504]);

/** Works through `writes` writes with `people` at a time, taken in turn from the offices. */
export async function work(offices: readonly Office[], writes: number, people: number): Promise<Written> {
  const written: Written = {
    contacts: [],
    notifications: [],
    invoices: [],
    quotes: [],
    answered: 0,
    repeated: 0,
    surprises: [],
  };
  let next = 0;
  await Promise.all(Array.from({ length: people }, async () => {
    while (written.answered < writes && written.surprises.length < 20) {
      const turn = next++;
      await KINDS[turn % KINDS.length](offices[turn % offices.length], turn, written);
    }
  }));
  return written;
}

type Kind = (office: Office, turn: number, written: Written) => Promise<void>;

const contact: Kind = async (office, turn, written) => {
  const body = { first_name: "Nadia", last_name: `Favre ${turn}`, email: `nadia.${turn}@courrier.example` };
  const made = await write(office, "POST", "/contacts", body, written);
  if (!made) return;
  written.contacts.push(made.data.id);
  await write(office, "PATCH", `/contacts/${made.data.id}`, { is_vip: true }, written);
};

const invoice: Kind = async (office, turn, written) => {
  const body = {
    owner_company: office.company,
    client_id: office.clientId,
    line_items: [{ description: `Intervention ${turn}`, quantity: 1, unit_price: 100, vat_code: "NORMAL" }],
  };
  const draft = await write(office, "POST", "/finance/invoices", body, written);
  if (!draft) return;
  const { id } = draft.data;
  // Sending twice is sending once, so it needs no key; one would be held by an attempt that died for some minutes.
  const sent = await write(office, "POST", `/finance/invoices/${id}/send`, { attach_pdf: false }, written, null);
  if (!sent) return;
  const one = { id, number: sent.data.invoice_number, paid: 0 };
  written.invoices.push(one);
  if (await write(office, "POST", `/finance/invoices/${id}/partial-payment`, { amount: 40 }, written)) one.paid = 40;
};

const quote: Kind = async (office, turn, written) => {
  const items = [{ description: `Devis ${turn}`, quantity: 2, unit_price: 55.5 }];
  const valid_until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const made = await write(office, "POST", "/quotes", { contact_id: office.clientId, valid_until, items }, written);
  if (made) written.quotes.push(made.data.id);
};

const notification: Kind = async (office, turn, written) => {
  const made = await write(
    office,
    "POST",
    "/notifications",
    { title: `Note ${turn}`, dedupe_key: `n${turn}` },
    written,
  );
  if (made) written.notifications.push(made.notification.id);
};

const KINDS: readonly Kind[] = [contact, invoice, contact, notification, invoice, quote];

// deno-lint-ignore no-explicit-any
type Json = any;

/** Undefined when the connection broke before the answer was there. */
async function send({ baseUrl }: Office, method: string, path: string, headers: Record<string, string>, body: unknown) {
  try {
    const signal = AbortSignal.timeout(20_000);
    const response = await fetch(`${baseUrl}${path}`, { method, headers, body: JSON.stringify(body), signal });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

/** One write, repeated under its key until it has an answer. Undefined after an answer nobody should get. */
async function write(
  office: Office,
  method: string,
  path: string,
  body: unknown,
  written: Written,
  key: string | null = crypto.randomUUID(),
): Promise<Json> {
  const headers = {
    authorization: `Bearer ${office.token}`,
    "content-type": "application/json",
    ...(key && { "idempotency-key": key }),
  };
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; written.repeated++) {
    const answer = await send(office, method, path, headers, body);
    if (answer && answer.status < 300) {
      written.answered++;
      return JSON.parse(answer.text);
    }
    const stillRunning = answer?.status === 409 && /IN_PROGRESS|WRITE_CONFLICT/.test(answer.text);
    if (answer && !WAITING.has(answer.status) && !stillRunning) {
      written.surprises.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  written.surprises.push(`${method} ${path}: no answer in ${PATIENCE_MS / 1000} s`);
  return undefined;
}
