// The smallest function that makes a document: prints the size and digest of the sample invoice.
import { renderInvoicePdf } from "../../shared/documents/invoice_pdf.ts";
import { swissInvoice } from "./document_samples.ts";

const pdf = await renderInvoicePdf(swissInvoice());
const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", pdf.slice().buffer));
console.log(
  JSON.stringify({ size: pdf.length, sha256: [...digest].map((b) => b.toString(16).padStart(2, "0")).join("") }),
);
