/** The accounts of the demo data, printed at start; `supabase/seed.sql` creates them. */
export const DEMO_PASSWORD = "Comptoir-2026!";

export const DEMO_ACCOUNTS = [
  { email: "claire@garage-du-lac.ch", role: "owner", tenant: "Garage du Lac" },
  { email: "marc@garage-du-lac.ch", role: "accountant", tenant: "Garage du Lac" },
  { email: "lea@atelier-lumiere.fr", role: "owner", tenant: "Atelier Lumière" },
];
