import type { BinaryFile } from "../contracts/kit/replies.ts";
import type { DocumentLine, DocumentSeller, QuoteDocument, VatGroup } from "../documents/document_types.ts";
import { renderQuotePdf } from "../documents/quote_pdf.ts";
import { countryCode } from "../invoicing/country_code.ts";

/** A seller as finance.seller_of gives it; `invoicing` holds what the company set for its documents. */
interface Seller extends DocumentSeller {
  display_name?: string;
  invoicing?: {
    share_capital?: string;
    register?: string;
    vat_exemption_mention?: string;
    legal_mentions?: string[];
  };
}

/** What sales.quote_document answers. */
export interface QuoteFileData {
  quote_number: string;
  status: string;
  date: string;
  valid_until: string;
  currency: string;
  language: QuoteDocument["language"];
  title: string | null;
  notes: string | null;
  client_name: string;
  client_company: string | null;
  client_address: Record<string, string>;
  seller: Seller;
  payment_terms: number | null;
  subtotal: string;
  vat_amount: string;
  total: string;
  vat_by_rate: VatGroup[];
  deposit_percentage: string;
  deposit_amount: string;
  lines: DocumentLine[];
}

/** The PDF of a quote. A sent quote gives the same bytes every time: its parties and items are frozen. */
export async function quoteFile(data: QuoteFileData): Promise<BinaryFile> {
  return { bytes: await renderQuotePdf(quoteDocument(data)), filename: quoteFilename(data) };
}

/** Name of the file of a quote. */
export function quoteFilename({ quote_number }: { quote_number: string }): string {
  return `devis-${quote_number.replace(/[^\w.-]/g, "_")}.pdf`;
}

/** The document of a quote: what is printed, in the words of the renderer. */
export function quoteDocument(data: QuoteFileData): QuoteDocument {
  const { invoicing = {}, display_name, ...seller } = data.seller;
  const untaxed = data.vat_by_rate.every(({ amount_tva }) => Number(amount_tva) === 0);
  const hasDeposit = Number(data.deposit_amount) > 0;
  return {
    quote_number: data.quote_number,
    status: data.status,
    date: data.date,
    valid_until: data.valid_until,
    currency: data.currency,
    language: data.language,
    subject: data.title,
    notes: data.notes,
    lines: data.lines,
    tva_by_rate: data.vat_by_rate,
    amount_ht: data.subtotal,
    amount_tva: data.vat_amount,
    amount_ttc: data.total,
    deposit_amount: hasDeposit ? data.deposit_amount : null,
    deposit_percentage: hasDeposit ? data.deposit_percentage : null,
    // CGI art. 242 nonies A: a document without VAT says why.
    vat_exemption_mention: untaxed ? exemptionOf(seller, invoicing) : null,
    legal_mentions: invoicing.legal_mentions ?? null,
    terms: { payment_terms: data.payment_terms },
    seller: {
      ...seller,
      name: display_name ?? seller.name,
      share_capital: invoicing.share_capital ?? null,
      register: invoicing.register ?? null,
    },
    buyer: {
      name: data.client_company ?? data.client_name,
      attention: data.client_company ? data.client_name : null,
      street: data.client_address.street ?? null,
      building_number: data.client_address.building_number ?? null,
      postal_code: data.client_address.postal_code ?? null,
      city: data.client_address.city ?? null,
      country: countryCode(data.client_address.country) ?? null,
    },
  };
}

function exemptionOf(seller: DocumentSeller, invoicing: NonNullable<Seller["invoicing"]>): string | null {
  if (invoicing.vat_exemption_mention) return invoicing.vat_exemption_mention;
  return seller.country === "FR" ? "TVA non applicable, art. 293 B du CGI" : null;
}
