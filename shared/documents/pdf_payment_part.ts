import { SwissQRBill } from "swissqrbill/pdf";
import type { DocumentLanguage } from "./document_types.ts";
import { fontName, mm, page, type Sheet } from "./pdf_sheet.ts";
import type { QrBillData, QrBillParty } from "./swiss_qr_bill.ts";

/** Upper edge of the payment part: nothing else may be printed below it (SIX IG QR-bill 2.3). */
export const paymentPartTop = page.height - mm(105);

// 55 mm from the first heading to the amount, less account, reference and headings, at 8 points.
const RECEIPT_ADDRESS_LINES = 10;

type PrintedAddress = {
  name: string;
  address: string;
  buildingNumber?: string;
  zip: string;
  city: string;
  country: string;
};

/**
 * Receipt and payment part at the foot of the current page, 210 x 105 mm, with scissors and separation lines. The
 * caller keeps that part of the page free.
 */
export function drawPaymentPart(sheet: Sheet, bill: QrBillData, language: DocumentLanguage): void {
  const part = new SwissQRBill({
    creditor: { ...printedAddress(bill.creditor), account: bill.iban },
    debtor: bill.debtor ? printedAddress(bill.debtor) : undefined,
    // At most twelve digits: exact in a double, and only printed, never calculated with.
    amount: Number(bill.amount),
    currency: bill.currency,
    reference: bill.reference || undefined,
    message: bill.message || undefined,
    additionalInformation: bill.billing_information || undefined,
    av1: bill.alternative_schemes[0],
    av2: bill.alternative_schemes[1],
  }, { language: language.toUpperCase() as "FR" | "DE" | "IT" | "EN", fontName });
  Object.assign(part, { formatAddress: addressPrinter(sheet, bill) });
  sheet.doc.save();
  // It looks at the text position to decide whether the part fits.
  sheet.doc.y = 0;
  sheet.doc.strokeColor("black").fillColor("black").lineGap(0);
  part.attachTo(sheet.doc, 0, paymentPartTop);
  sheet.doc.restore();
}

function printedAddress(party: QrBillParty): PrintedAddress {
  return {
    name: party.name,
    address: party.street,
    buildingNumber: party.building_number || undefined,
    zip: party.postal_code,
    city: party.city,
    country: party.country,
  };
}

// The library leaves an empty line for a missing street and lets long addresses run over the amount of the receipt.
// It prints the receipt's addresses first; there the norm allows leaving streets out when the room is short.
function addressPrinter(sheet: Sheet, bill: QrBillData): (address: PrintedAddress) => string {
  const parties = [bill.creditor, bill.debtor].filter((party) => party !== null);
  const lines = parties.flatMap((party) => sheet.wrap(addressText(printedAddress(party), true), mm(52), { size: 8 }));
  let printed = 0;
  return (address) => {
    const isReceipt = printed++ < parties.length;
    return addressText(address, !isReceipt || lines.length <= RECEIPT_ADDRESS_LINES);
  };
}

function addressText(address: PrintedAddress, withStreet: boolean): string {
  const country = address.country === "CH" ? "" : `${address.country} - `;
  const street = withStreet ? [address.address, address.buildingNumber].filter(Boolean).join(" ") : "";
  return [address.name, street, `${country}${address.zip} ${address.city}`].filter(Boolean).join("\n");
}
