import { sampleIban, sampleQrr } from "./camt_samples.ts";

/** CSV exports in the layouts of the banks a Swiss business meets, with invented movements. */

export const CSV_ACCOUNT = sampleIban(9000, 150012345);

/** The reference as it is printed: 2 digits, then groups of 5. */
export const PRINTED_QRR = sampleQrr(2001).replace(/^(..)(.{5})(.{5})(.{5})(.{5})(.{5})$/, "$1 $2 $3 $4 $5 $6");

export const postfinanceGerman = `Datum von:;="01.03.2026"
Datum bis:;="31.03.2026"
Buchungsart:;="Alle Buchungen"
Konto:;="${CSV_ACCOUNT}"
Währung:;="CHF"

Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Kategorie;Valuta;Saldo in CHF
31.03.2026;Preise;"PREIS FÜR KONTOFÜHRUNG";;-5.00;;;31.03.2026;12'113.51
12.03.2026;Zahlungsausgang;"E-FINANCE ÜBERWEISUNG PROPRE & NET SÀRL RECHNUNG F-90812";;-486.45;;;12.03.2026;12'118.51
04.03.2026;Zahlungseingang;"GUTSCHRIFT AUFTRAGGEBER: ATELIER MÜLLER REFERENZEN: ${PRINTED_QRR}";1'623.51;;;;05.03.2026;12'604.96

Disclaimer:
Der Inhalt dieses Dokuments wurde auf Wunsch erstellt.
`;

export const postfinanceFrench = `Date du:;="01.03.2026"
Date au:;="31.03.2026"
Compte:;="${CSV_ACCOUNT}"
Monnaie:;="CHF"

Date;Type de mouvement;Texte de notification;Crédit en CHF;Débit en CHF;Valeur;Solde en CHF
12.03.2026;Paiement;"ORDRE E-FINANCE FACTURE F-90812";;-486.45;12.03.2026;
04.03.2026;Crédit;"CRÉDIT DONNEUR D'ORDRE: ATELIER MÜLLER";1'623.51;;05.03.2026;
`;

export const ubs = `Kontonummer:;0243 00510049.40;
IBAN:;${CSV_ACCOUNT};
Von:;2026-03-01;
Bis:;2026-03-31;
Anfangssaldo:;10981.45;
Schlusssaldo:;12118.51;
Bewertet in:;CHF;
Anzahl Transaktionen in diesem Zeitraum:;3;

Abschlussdatum;Abschlusszeit;Buchungsdatum;Valutadatum;Währung;Belastung;Gutschrift;Einzelbetrag;Saldo;Transaktions-Nr.;Beschreibung1;Beschreibung2;Beschreibung3;Fussnoten;
2026-03-12;14:05:11;2026-03-13;2026-03-13;CHF;-486.45;;;12118.51;1672071TO7215690;"Propre & Net Sàrl; Rue du Lac 2; 1003 Lausanne";"Zahlungsauftrag";"Rechnung F-90812";;
2026-03-12;14:05:11;;;CHF;;;-400.00;;1672071TO7215690;"Teil 1";;;;
2026-03-04;;2026-03-04;2026-03-05;CHF;;1623.51;;12604.96;9999063BN1234567;"Atelier Müller & Fils Sàrl;""Atelier"" 1; 1000 Lausanne";"Gutschrift";"Referenz-Nr. QRR: ${PRINTED_QRR}";;
`;

export const raiffeisen = `IBAN;Booked At;Text;Credit/Debit Amount;Balance;Valuta Date
${CSV_ACCOUNT};2026-03-04 00:00:00.0;Gutschrift Atelier Müller;1623.51;12604.96;2026-03-05 00:00:00.0
;;Rechnung ENK-2026-0007;;;
${CSV_ACCOUNT};2026-03-12 00:00:00.0;E-Banking Auftrag Propre & Net;-486.45;12118.51;2026-03-12 00:00:00.0
`;

export const kantonalbank =
  `"Datum";"Buchungstext";"Whg";"Betrag Detail";"ZKB-Referenz";"Referenznummer";"Belastung CHF";"Gutschrift CHF";"Valuta";"Saldo CHF";"Zahlungszweck"
"12.03.2026";"Belastungen E-Banking (2)";"";"";"Z260712345678";"";"486.45";"";"12.03.2026";"12118.51";""
"";"Propre & Net Sàrl";"CHF";"400.00";"";"";"";"";"";"";""
"";"Blumen Meier";"CHF";"86.45";"";"";"";"";"";"";""
"04.03.2026";"Gutschrift QR: Atelier Müller";"";"";"Z260630000123";"${PRINTED_QRR}";"";"1623.51";"05.03.2026";"12604.96";"Miete März"
`;

export const revolutBusiness =
  `Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account,Beneficiary IBAN
2026-03-31 22:10:00,2026-03-31 22:15:00,65f1c2aa-0001-4c00-9000-000000000001,TOPUP,COMPLETED,"Money added from ATELIER MULLER, LAUSANNE",ENK-2026-0007,Atelier Müller,,CHF,1623.51,CHF,1623.51,1623.51,,0.00,CHF,2623.51,CHF Main,
2026-03-12 08:00:00,2026-03-12 08:00:01,65f1c2aa-0002-4c00-9000-000000000002,TRANSFER,COMPLETED,To Köhler GmbH,Invoice 12,Company,,EUR,-100.00,CHF,-94.00,-94.50,0.94,0.50,CHF,1000.00,CHF Main,DE89370400440532013000
2026-03-11 08:00:00,,65f1c2aa-0003-4c00-9000-000000000003,CARD_PAYMENT,PENDING,Hotel,,Company,,CHF,-200.00,CHF,-200.00,-200.00,,0.00,CHF,,CHF Main,
2026-03-10 08:00:00,2026-03-10 08:00:01,65f1c2aa-0004-4c00-9000-000000000004,CARD_PAYMENT,REVERTED,Hotel,,Company,,CHF,-50.00,CHF,-50.00,-50.00,,0.00,CHF,1094.50,CHF Main,
`;

export const revolutPersonal = `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
TRANSFER,Current,2026-03-02 09:00:00,2026-03-02 09:00:05,To Blumen Meier,-86.45,1.00,CHF,COMPLETED,912.55
TOPUP,Current,2026-03-01 23:30:00,2026-03-01 23:30:00,Top-Up,1000.00,0.00,CHF,COMPLETED,1000.00
`;

export const italian = `Data,Valuta,Descrizione,Importo,Riferimento
"4 marzo 2026",EUR,"Affitto, marzo","1.623,51",ENK-2026-0007
"12 mar. 2026",EUR,"Pulizia","-486,45",
`;

export const english = `Date\tDescription\tAmount\tCurrency\tReference
03/04/2026\tRent March\t1,623.51\tCHF\tENK-2026-0007
03/28/2026\tCleaning\t(486.45)\tCHF\t
`;
