/** What the bank reports in the demo: one payment that came in with a QR reference. Amounts are exact decimal text. */
export interface DemoPayment {
  iban: string;
  owner: string;
  /** Booking day, YYYY-MM-DD. */
  day: string;
  amount: string;
  currency: string;
  qr_reference: string;
  payer: string;
}

/** A bank-to-customer statement (ISO 20022 camt.053.001.08, Swiss Payment Standards) over one day with that payment. */
export function demoStatement(payment: DemoPayment): string {
  const { iban, owner, day, currency, qr_reference, payer } = payment;
  const amount = `<Amt Ccy="${currency}">${payment.amount}</Amt>`;
  const booked = `<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`;
  const credit = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>VCOM</SubFmlyCd></Fmly></Domn></BkTxCd>";
  const balance = (code: string, value: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${value}</Amt>` +
    `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
  const reference = `<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry></Tp>` +
    `<Ref>${qr_reference}</Ref></CdtrRefInf></Strd></RmtInf>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>DEMO-${day}</MsgId><CreDtTm>${day}T23:00:00</CreDtTm></GrpHdr>
<Stmt><Id>DEMO-${day}</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>${day}T23:00:00</CreDtTm>
<FrToDt><FrDtTm>${day}T00:00:00</FrDtTm><ToDtTm>${day}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy><Ownr><Nm>${escaped(owner)}</Nm></Ownr></Acct>
${balance("OPBD", "0.00")}
${balance("CLBD", payment.amount)}
<Ntry><NtryRef>1</NtryRef>${amount}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>${booked}
<AcctSvcrRef>DEMO-${qr_reference}</AcctSvcrRef>${credit}
<NtryDtls><TxDtls><Refs><AcctSvcrRef>DEMO-${qr_reference}-1</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
${amount}<CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>${escaped(payer)}</Nm></Pty></Dbtr></RltdPties>${reference}</TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
