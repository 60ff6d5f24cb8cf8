-- Demo data of two organisations that must never see each other. Everything that has rules (sign-up, numbers, totals, ledger,
-- payments, bank matches) goes through the functions of the product, so nothing here can contradict them; dates are relative
-- to the day it runs. Repeatable: it does nothing once the demo organisations exist. Accounts: supabase/local/demo_accounts.ts.

-- Speaks for a person of an organisation until the next call.
create function pg_temp.act_as(p_tenant uuid, p_user uuid) returns void
language plpgsql as $$
begin
  perform identity.speak_as(p_tenant, p_user, null);
  perform app.begin_as(
    p_tenant, p_user, m.grants, m.team_ids, case when m.grants ? '*' then 'all' else m.company_ids::text end,
    '{"request_id": "demo-data"}'
  )
  from identity.memberships m where m.tenant_id = p_tenant and m.user_id = p_user;
end
$$;

-- p: rows of [first name, last name, company, e-mail, phone, street, number, postal code, city, tag, known for days].
create function pg_temp.add_contacts(p_country text, p jsonb) returns void
language sql as $$
  insert into crm.contacts (
    party_type, first_name, last_name, company_name, email, phone, address, tags, is_vip, is_supplier, created_at
  )
  select case when c ->> 2 is null then 'person' else 'company' end, c ->> 0, c ->> 1, c ->> 2, c ->> 3, c ->> 4,
    jsonb_build_object(
      'street', case p_country when 'FR' then concat_ws(' ', c ->> 6, c ->> 5) else concat_ws(' ', c ->> 5, c ->> 6) end,
      'postal_code', c ->> 7, 'city', c ->> 8, 'country', p_country
    ),
    array_remove(array[c ->> 9], null), coalesce(c ->> 9 = 'vip', false), coalesce(c ->> 9 = 'fournisseur', false),
    now() - make_interval(days => (c ->> 10)::int)
  from jsonb_array_elements(p) with ordinality as list (c, n) order by n
$$;

create function pg_temp.contact(p_email text) returns uuid
language sql stable as $$
  select c.id from crm.contacts c where c.tenant_id = app.tenant_id() and c.email = p_email
$$;

-- "2 x 145.00 Main-d'œuvre; 1 x 89.90 Huile" as lines of a document.
create function pg_temp.lines(p_text text) returns jsonb
language sql immutable as $$
  select jsonb_agg(jsonb_build_object('quantity', m[1], 'unit_price', m[2], 'description', m[3]) order by n)
  from regexp_split_to_table(p_text, '; ') with ordinality as list (item, n)
  cross join lateral regexp_match(item, '^([\d.]+) x ([\d.]+) (.+)$') as m
$$;

-- A quote, then moved through p_moves in order.
create function pg_temp.add_quote(
  p_email text, p_days_ago int, p_valid_days int, p_title text, p_lines text, p_moves text[] default '{}', p_reason text default null
) returns uuid
language plpgsql as $$
declare
  contact constant uuid := pg_temp.contact(p_email);
  issued constant date := finance.today() - p_days_ago;
  context constant jsonb := sales.quote_context(contact, null, issued);
  priced finance.priced_line[];
  totals record;
  quote uuid;
  move text;
begin
  priced := finance.priced_lines(
    pg_temp.lines(p_lines), finance.country_of((context ->> 'owner_company_id')::uuid), 'NORMAL', issued, false
  );
  select * into totals from finance.totals_of(priced);
  quote := sales.create_quote(context || (context -> 'client') || jsonb_build_object(
    'contact_id', contact, 'title', p_title, 'valid_until', issued + p_valid_days, 'vat_rate', context -> 'usual_vat_rate',
    'subtotal', totals.amount_ht, 'vat_amount', totals.amount_tva, 'total', totals.amount_ttc,
    'shown_vat_rate', context -> 'usual_vat_rate',
    'vat_by_rate', (
      select jsonb_agg(jsonb_build_object(
        'vat_rate', (v ->> 'vat_rate')::numeric(5, 2)::text, 'amount_ht', v ->> 'amount_ht', 'amount_tva', v ->> 'amount_tva'
      ))
      from jsonb_array_elements(totals.tva_by_rate) v
    ),
    'items', (
      select jsonb_agg(jsonb_build_object(
        'position', l.position, 'description', l.description, 'quantity', l.quantity, 'unit_price', l.unit_price,
        'discount_amount', 0, 'vat_rate', l.vat_rate, 'has_own_rate', false
      ))
      from unnest(priced) l
    )
  )) ->> 'id';
  foreach move in array p_moves loop
    if move = 'expired' then
      perform sales.expire_quotes();
    else
      perform sales.move_quote(quote, move, issued + p_valid_days, case when move = 'rejected' then p_reason end);
    end if;
    if move = 'sent' then
      perform crm.note_activity('QUOTE_SENT', contact, 'Devis: ' || p_title, jsonb_build_object('quote_id', quote));
    end if;
  end loop;
  return quote;
end
$$;

-- An invoice; p_paid: amounts received, p_pay_days days after the date of the invoice. Null stays a draft.
create function pg_temp.add_invoice(
  p_email text, p_days_ago int, p_terms int, p_lines text, p_paid numeric[] default '{}', p_pay_days int default 12,
  p_method text default 'bank_transfer'
) returns uuid
language plpgsql as $$
declare
  invoice uuid;
  amount numeric;
begin
  invoice := finance.create_invoice(jsonb_build_object(
    'client_id', pg_temp.contact(p_email), 'owner_company', null, 'date', finance.today() - p_days_ago,
    'payment_terms', p_terms, 'lines', pg_temp.lines(p_lines)
  ));
  if p_paid is not null then
    perform finance.issue_invoice(invoice);
    foreach amount in array p_paid loop
      perform finance.record_payment(
        invoice, nullif(amount, 0), least(finance.today(), finance.today() - p_days_ago + p_pay_days), p_method
      );
    end loop;
  end if;
  return invoice;
end
$$;

-- The invoice of an accepted quote, issued today.
create function pg_temp.convert(p_quote uuid) returns uuid
language plpgsql as $$
declare
  invoice constant uuid := finance.create_invoice(sales.open_conversion(p_quote));
begin
  perform finance.issue_invoice(invoice);
  return invoice;
end
$$;

create function pg_temp.add_member(p_tenant uuid, p_email text, p_name text, p_hash text, p_role text) returns uuid
language plpgsql as $$
declare
  person uuid;
  membership uuid;
  held uuid;
begin
  select r.id into strict held from identity.roles r where r.tenant_id = p_tenant and r.key = p_role;
  insert into identity.users (email, email_verified_at, username, name, password_hash, password_changed_at, locale)
  values (p_email, now(), p_email, p_name, p_hash, now(), 'fr') returning id into person;
  insert into identity.memberships (tenant_id, user_id, primary_role_id) values (p_tenant, person, held)
  returning id into membership;
  insert into identity.membership_roles (tenant_id, membership_id, role_id) values (p_tenant, membership, held);
  insert into identity.company_access (tenant_id, membership_id, company_id)
  select p_tenant, membership, c.id from identity.companies c where c.tenant_id = p_tenant;
  return person;
end
$$;

-- A statement of the account: one movement a day, the last one yesterday.
create function pg_temp.add_statement(p_company uuid, p_iban text, p_currency text, p_opening numeric, p_rows jsonb)
returns void
language sql as $$
  select finance.import_statements(
    p_company, null, '{"source": "CAMT053", "filename": "releve.xml"}',
    jsonb_build_array(jsonb_build_object(
      'id', 'DEMO', 'iban', p_iban, 'currency', p_currency, 'from', min(r.day), 'to', max(r.day), 'opening_balance', p_opening,
      'closing_balance', p_opening + sum((r.doc ->> 'amount')::numeric),
      'rows', jsonb_agg(r.doc || jsonb_build_object(
        'bank_reference', 'DEMO-' || r.n, 'kind', 'payment', 'date', r.day, 'value_date', r.day, 'currency', p_currency,
        'is_reversal', false
      ) order by r.n)
    ))
  )
  from (
    select list.doc, list.n, finance.today() - jsonb_array_length(p_rows) - 1 + list.n::int as day
    from jsonb_array_elements(p_rows) with ordinality as list (doc, n)
  ) r
$$;

create function pg_temp.fill_garage(p_hash text) returns void
language plpgsql as $$
declare
  tenant uuid;
  claire uuid;
  marc uuid;
  company uuid;
  team uuid;
  day date;
  paid uuid;
  open uuid;
  door uuid;
  exhaust uuid;
begin
  select c.tenant_id, c.user_id into tenant, claire from identity.create_tenant(
    'garage-du-lac', 'Garage du Lac', 'CH', 'CHF', 'fr', 'Europe/Zurich', 'claire@garage-du-lac.ch', 'Claire Rochat', p_hash
  ) c;
  perform pg_temp.act_as(tenant, claire);
  day := finance.today();
  company := (finance.save_company('GARAGE_DU_LAC', '{
    "name": "Garage du Lac Sàrl", "display_name": "Garage du Lac", "legal_form": "Sàrl", "ide": "CHE-108.723.456",
    "vat_number": "CHE-108.723.456 TVA", "street": "Quai du Mont-Blanc", "building_number": "14", "postal_code": "1800",
    "city": "Vevey", "canton": "VD", "country": "CH", "qr_iban": "CH2230767000402183371", "regular_iban": "CH0600767000540218337",
    "bank_name": "Banque du Léman", "bank_customer_id": "210043", "email": "contact@garage-du-lac.ch", "phone": "+41215550140",
    "website": "https://garage-du-lac.ch", "portal_domain": "client.garage-du-lac.ch", "color": "#0f766e", "currency": "CHF", "invoice_prefix": "GDL", "payment_terms": 30
  }', false)).company ->> 'id';
  marc := pg_temp.add_member(tenant, 'marc@garage-du-lac.ch', 'Marc Favre', p_hash, 'accountant');
  insert into identity.teams (name) values ('Réception') returning id into team;
  insert into identity.team_members (tenant_id, team_id, membership_id)
  select tenant, team, m.id from identity.memberships m where m.tenant_id = tenant;
  perform pg_temp.act_as(tenant, claire);

  perform pg_temp.add_contacts('CH', '[
    ["Nadia", "Berset", "Vignoble Berset SA", "nadia.berset@vignoble-berset.example", "+41215550201", "Route de la Corniche", "8", "1096", "Cully", "vip", 340],
    ["Olivier", "Chappuis", "Chappuis Transports SA", "o.chappuis@chappuis-transports.example", "+41215550202", "Chemin des Lilas", "31", "1800", "Vevey", "vip", 335],
    ["Sophie", "Martin", null, "sophie.martin@courrier.example", "+41795550203", "Rue du Simplon", "42", "1800", "Vevey", "fidele", 320],
    ["Luca", "Bernasconi", null, "luca.bernasconi@courrier.example", "+41795550204", "Avenue de Corsier", "3", "1804", "Corsier-sur-Vevey", null, 300],
    ["Isabelle", "Dubuis", "Pharmacie des Alpes", "isabelle.dubuis@pharmacie-des-alpes.example", "+41215550205", "Grand-Rue", "55", "1820", "Montreux", "flotte", 291],
    ["Thomas", "Keller", null, "thomas.keller@courrier.example", "+41795550206", "Avenue des Alpes", "17", "1820", "Montreux", null, 270],
    ["Amélie", "Rossier", null, "amelie.rossier@courrier.example", "+41795550207", "Rue de la Madeleine", "9", "1800", "Vevey", "fidele", 262],
    ["Yann", "Pittet", "Boulangerie Pittet", "yann@boulangerie-pittet.example", "+41215550208", "Rue du Centre", "12", "1806", "Saint-Légier", "flotte", 250],
    ["Elena", "Marchetti", null, "elena.marchetti@courrier.example", "+41795550209", "Chemin de la Crausaz", "27", "1814", "La Tour-de-Peilz", null, 240],
    ["Jean-Marc", "Cuendet", "Cuendet Paysages Sàrl", "jm.cuendet@cuendet-paysages.example", "+41215550210", "Route de Blonay", "63", "1807", "Blonay", "flotte", 233],
    ["Fatou", "Diallo", null, "fatou.diallo@courrier.example", "+41795550211", "Rue des Moulins", "5", "1800", "Vevey", null, 220],
    ["Bastien", "Grandjean", null, "bastien.grandjean@courrier.example", "+41795550212", "Avenue de Gilamont", "40", "1800", "Vevey", null, 211],
    ["Mirjam", "Zbinden", "Hôtel Bellerive", "mirjam.zbinden@hotel-bellerive.example", "+41215550213", "Quai Perdonnet", "22", "1800", "Vevey", "vip", 204],
    ["Grégoire", "Monnard", null, "gregoire.monnard@courrier.example", "+41795550214", "Rue du Torrent", "2", "1800", "Vevey", null, 190],
    ["Aline", "Delacrétaz", "Atelier Delacrétaz Architectes", "aline@delacretaz-architectes.example", "+41215550215", "Rue de Lausanne", "11", "1800", "Vevey", "flotte", 181],
    ["Pedro", "Oliveira", null, "pedro.oliveira@courrier.example", "+41795550216", "Chemin Vert", "18", "1804", "Corsier-sur-Vevey", null, 166],
    ["Céline", "Jaquier", null, "celine.jaquier@courrier.example", "+41795550217", "Route de Châtel", "70", "1618", "Châtel-Saint-Denis", "fidele", 150],
    ["Stefan", "Aebischer", "Aebischer Haustechnik AG", "s.aebischer@aebischer-haustechnik.example", "+41265550218", "Industriestrasse", "4", "3186", "Düdingen", "flotte", 143],
    ["Léonie", "Vuilleumier", null, "leonie.vuilleumier@courrier.example", "+41795550219", "Rue du Lac", "88", "1815", "Clarens", null, 121],
    ["Hugo", "Blanc", null, "hugo.blanc@courrier.example", "+41795550220", "Avenue Nestlé", "35", "1800", "Vevey", null, 110],
    ["Samira", "Haddad", "Clinique du Parc", "samira.haddad@clinique-du-parc.example", "+41215550221", "Chemin du Parc", "1", "1820", "Territet", "flotte", 96],
    ["Quentin", "Ruffieux", null, "quentin.ruffieux@courrier.example", "+41795550222", "Rue de l’Église", "6", "1630", "Bulle", null, 80],
    ["Valérie", "Thévenaz", null, "valerie.thevenaz@courrier.example", "+41795550223", "Chemin des Vignes", "14", "1070", "Puidoux", "prospect", 51],
    ["Daniel", "Wicht", null, "daniel.wicht@courrier.example", "+41795550224", "Route de Vevey", "29", "1009", "Pully", "prospect", 33],
    ["Emma", "Nicolet", null, "emma.nicolet@courrier.example", "+41795550225", "Rue Louis-Meyer", "7", "1800", "Vevey", "prospect", 9],
    ["Philippe", "Gremaud", "Pièces Auto Riviera SA", "commandes@pieces-auto-riviera.example", "+41215550226", "Zone industrielle", "2", "1844", "Villeneuve", "fournisseur", 338],
    ["Katrin", "Lüthi", "Pneus Lüthi AG", "verkauf@pneus-luethi.example", "+41315550227", "Bernstrasse", "120", "3072", "Ostermundigen", "fournisseur", 310]
  ]');
  insert into crm.vehicles (owner_id, vin, license_plate, make, model, year, color, mileage, insurance_expiry)
  select pg_temp.contact(v ->> 0), v ->> 1, v ->> 2, v ->> 3, v ->> 4, (v ->> 5)::int, v ->> 6, (v ->> 7)::int,
    day + (v ->> 8)::int
  from jsonb_array_elements('[
    ["nadia.berset@vignoble-berset.example", "VF7SXHMZ6MT512830", "VD 318 402", "Citroën", "Jumpy", 2021, "blanc", 88400, 120],
    ["o.chappuis@chappuis-transports.example", "WDB9066331S482217", "VD 77 215", "Mercedes-Benz", "Sprinter", 2019, "gris", 214300, 40],
    ["o.chappuis@chappuis-transports.example", "ZCFC735B105927713", "VD 77 216", "Iveco", "Daily", 2020, "blanc", 167900, 40],
    ["sophie.martin@courrier.example", "TMBJG7NE9J0231845", "VD 402 881", "Škoda", "Octavia Combi", 2018, "bleu", 121500, 210],
    ["luca.bernasconi@courrier.example", "ZAREAEBN1K7598206", "VD 510 334", "Alfa Romeo", "Giulia", 2019, "rouge", 74200, 15],
    ["isabelle.dubuis@pharmacie-des-alpes.example", "VF1AG000X64820917", "VD 266 190", "Renault", "Zoe", 2020, "blanc", 45100, 305],
    ["thomas.keller@courrier.example", "WVWZZZAUZHW309164", "VD 189 007", "Volkswagen", "Golf", 2017, "noir", 138700, 88],
    ["yann@boulangerie-pittet.example", "WF0SXXTTGSKA21478", "VD 93 512", "Ford", "Transit Connect", 2019, "jaune", 102600, 62],
    ["jm.cuendet@cuendet-paysages.example", "JTFHS02P400142985", "VD 44 810", "Toyota", "Hilux", 2022, "vert", 39800, 190],
    ["mirjam.zbinden@hotel-bellerive.example", "WV2ZZZ7HZLH075312", "VD 600 121", "Volkswagen", "Multivan", 2020, "argent", 96400, 77],
    ["samira.haddad@clinique-du-parc.example", "YV1LFBMVDL1603274", "VD 351 905", "Volvo", "XC90", 2020, "noir", 68900, 144],
    ["celine.jaquier@courrier.example", "VF3M45GFSLS118306", "FR 240 118", "Peugeot", "3008", 2020, "gris", 81200, 260]
  ]'::jsonb) v;

  perform pg_temp.add_invoice('sophie.martin@courrier.example', 172, 30, '1 x 290.00 Service annuel; 4.5 x 18.40 Huile moteur 5W-30 (l); 1 x 32.50 Filtre à huile', '{0}');
  perform pg_temp.add_invoice('o.chappuis@chappuis-transports.example', 158, 30, '1 x 1280.00 Embrayage complet; 6.5 x 145.00 Main-d’œuvre', '{0}', 27);
  perform pg_temp.add_invoice('isabelle.dubuis@pharmacie-des-alpes.example', 140, 30, '4 x 168.00 Pneu été 195/55 R16; 4 x 25.00 Montage et équilibrage', '{0}', 9);
  perform pg_temp.add_invoice('thomas.keller@courrier.example', 131, 30, '1 x 214.00 Disques de frein avant (paire); 1 x 98.00 Plaquettes; 1.5 x 145.00 Main-d’œuvre', '{300, 0}', 20);
  perform pg_temp.add_invoice('nadia.berset@vignoble-berset.example', 117, 30, '1 x 460.00 Préparation à l’expertise; 2 x 145.00 Main-d’œuvre', '{0}', 14);
  perform pg_temp.add_invoice('yann@boulangerie-pittet.example', 101, 30, '1 x 235.00 Batterie 70 Ah; 0.5 x 145.00 Main-d’œuvre', '{0}', 3, 'twint');
  perform pg_temp.add_invoice('mirjam.zbinden@hotel-bellerive.example', 93, 30, '1 x 890.00 Réparation de la climatisation; 3 x 145.00 Main-d’œuvre', '{}');
  perform pg_temp.add_invoice('elena.marchetti@courrier.example', 84, 30, '1 x 75.00 Diagnostic électronique; 1 x 145.00 Main-d’œuvre', '{0}', 0, 'card');
  open := pg_temp.add_invoice('gregoire.monnard@courrier.example', 79, 30, '2 x 118.00 Amortisseur arrière; 2 x 145.00 Main-d’œuvre', '{}');
  perform finance.cancel_invoice(open, 'Établie deux fois pour le même passage.');
  perform pg_temp.add_invoice('jm.cuendet@cuendet-paysages.example', 70, 30, '1 x 540.00 Attelage amovible; 4 x 145.00 Main-d’œuvre', '{500}', 35);
  perform pg_temp.add_invoice('celine.jaquier@courrier.example', 62, 30, '1 x 260.00 Service intermédiaire', '{0}', 11, 'cash');
  perform pg_temp.add_invoice('samira.haddad@clinique-du-parc.example', 55, 30, '4 x 242.00 Pneu hiver 235/50 R19; 4 x 30.00 Montage et équilibrage; 1 x 60.00 Gardiennage des roues', '{}');
  perform pg_temp.add_invoice('pedro.oliveira@courrier.example', 44, 30, '1 x 165.00 Remplacement du pare-chocs (main-d’œuvre)', '{}');
  perform pg_temp.add_invoice('luca.bernasconi@courrier.example', 29, 30, '1 x 320.00 Grand service; 5 x 19.80 Huile moteur 0W-20 (l)', '{0}', 8);
  paid := pg_temp.add_invoice('o.chappuis@chappuis-transports.example', 24, 30, '2 x 310.00 Pneu utilitaire 225/75 R16; 2 x 25.00 Montage', '{}');
  open := pg_temp.add_invoice('nadia.berset@vignoble-berset.example', 18, 30, '1 x 185.00 Révision des freins; 2 x 145.00 Main-d’œuvre', '{}');
  perform pg_temp.add_invoice('amelie.rossier@courrier.example', 12, 30, '1 x 210.00 Changement de pneus et gardiennage', '{100}', 5);
  perform pg_temp.add_invoice('leonie.vuilleumier@courrier.example', 6, 30, '1 x 128.00 Ampoules et réglage des phares', '{}');
  perform pg_temp.add_invoice('hugo.blanc@courrier.example', 1, 30, '1 x 290.00 Service annuel; 1 x 32.50 Filtre à huile', null);
  perform pg_temp.add_invoice('jm.cuendet@cuendet-paysages.example', 0, 30, '1 x 96.00 Contrôle d’hiver', null);

  perform pg_temp.add_quote('quentin.ruffieux@courrier.example', 95, 30, 'Peinture de l’aile avant gauche', '1 x 640.00 Préparation et peinture; 1 x 85.00 Petit matériel', '{sent, expired}');
  perform pg_temp.add_quote('bastien.grandjean@courrier.example', 60, 30, 'Remplacement du moteur', '1 x 5200.00 Moteur échange standard; 18 x 145.00 Main-d’œuvre', '{sent, viewed, rejected}', 'La valeur du véhicule ne justifie pas la réparation.');
  perform pg_temp.add_quote('s.aebischer@aebischer-haustechnik.example', 41, 60, 'Entretien de flotte, 6 utilitaires', '6 x 380.00 Forfait annuel par véhicule; 1 x 250.00 Mise en place', '{sent, signed}');
  perform pg_temp.add_quote('aline@delacretaz-architectes.example', 22, 45, 'Pneus d’hiver, 3 véhicules', '12 x 154.00 Pneu hiver 205/55 R16; 12 x 25.00 Montage et équilibrage', '{sent, signed, awaiting_deposit}');
  perform pg_temp.add_quote('valerie.thevenaz@courrier.example', 14, 30, 'Distribution et pompe à eau', '1 x 610.00 Kit de distribution; 5 x 145.00 Main-d’œuvre', '{sent, viewed}');
  door := pg_temp.add_quote('mirjam.zbinden@hotel-bellerive.example', 11, 30, 'Porte coulissante', '1 x 720.00 Mécanisme; 3 x 145.00 Main-d’œuvre', '{sent, viewed, signed}');
  perform pg_temp.add_quote('fatou.diallo@courrier.example', 9, 30, 'Silencieux arrière', '1 x 275.00 Silencieux; 1 x 145.00 Main-d’œuvre', '{sent}');
  exhaust := pg_temp.add_quote('sophie.martin@courrier.example', 7, 30, 'Échappement complet', '1 x 590.00 Ligne d’échappement; 2.5 x 145.00 Main-d’œuvre', '{sent, signed}');
  perform pg_temp.add_quote('daniel.wicht@courrier.example', 4, 30, 'Préparation à l’expertise', '1 x 460.00 Préparation à l’expertise', '{sent}');
  perform pg_temp.add_quote('emma.nicolet@courrier.example', 1, 30, 'Vitre latérale', '1 x 190.00 Vitre; 1.5 x 145.00 Main-d’œuvre');
  perform pg_temp.add_quote('samira.haddad@clinique-du-parc.example', 0, 30, 'Contrat d’entretien', '1 x 940.00 Forfait annuel');
  perform finance.record_payment(pg_temp.convert(door), 400, day, 'card', null, 'Acompte à la remise du véhicule');
  perform sales.move_quote(door, 'completed', day + 19, null);
  perform pg_temp.convert(exhaust);

  perform pg_temp.add_statement(company, 'CH0600767000540218337', 'CHF', 18240.55, jsonb_build_array(
    jsonb_build_object('amount', i.amount_ttc, 'reference', i.qr_reference, 'reference_type', 'QRR',
      'counterparty_name', 'Chappuis Transports SA', 'description', 'Bonification'),
    jsonb_build_object('amount', o.amount_ttc, 'counterparty_name', 'Vignoble Berset SA', 'description', 'Révision des freins'),
    jsonb_build_object('amount', 86.40, 'counterparty_name', 'R. Tissot', 'description', 'Merci'),
    jsonb_build_object('amount', -2150, 'counterparty_name', 'Régie de la Riviera SA', 'description', 'Loyer atelier'),
    jsonb_build_object('amount', -1342.75, 'counterparty_name', 'Pièces Auto Riviera SA', 'description', 'Facture 88412')
  ))
  from finance.invoices i, finance.invoices o where i.id = paid and o.id = open;
  -- The first movement is matched; the others wait for the next run of the reconciliation.
  perform finance.confirm_match(t.id, paid, null, 'manual')
  from finance.bank_transactions t where t.tenant_id = tenant and t.bank_reference = 'DEMO-1';

  insert into crm.tasks (title, description, assignee_id, contact_id, due_date, status, priority, completed_at)
  select t.title, t.description, case t.who when 'marc' then marc else claire end, pg_temp.contact(t.email),
    now() + make_interval(days => t.due), t.status, t.priority, case t.status when 'DONE' then now() - interval '1 day' end
  from (values
    ('Commander la courroie', 'Kit de distribution pour le 3008, délai deux jours.', 'claire', 'celine.jaquier@courrier.example', 1, 'TODO', 'HIGH'),
    ('Rappeler pour l’expertise', null, 'claire', 'daniel.wicht@courrier.example', 2, 'TODO', 'MEDIUM'),
    ('Relancer la facture de la climatisation', 'Échue depuis deux mois.', 'marc', 'mirjam.zbinden@hotel-bellerive.example', 0, 'IN_PROGRESS', 'URGENT'),
    ('Contrôler le décompte TVA', null, 'marc', null, 10, 'TODO', 'HIGH'),
    ('Préparer le véhicule de remplacement', null, 'claire', 'o.chappuis@chappuis-transports.example', 3, 'IN_PROGRESS', 'MEDIUM'),
    ('Trier les roues gardiennées', null, 'claire', null, 20, 'TODO', 'LOW'),
    ('Envoyer le devis de flotte', null, 'claire', 's.aebischer@aebischer-haustechnik.example', -20, 'DONE', 'MEDIUM'),
    ('Réserver la cabine de peinture', 'Le devis a expiré.', 'claire', 'quentin.ruffieux@courrier.example', -30, 'CANCELLED', 'LOW')
  ) as t (title, description, who, email, due, status, priority);
  insert into crm.activities (user_id, contact_id, type, description, created_at)
  select claire, pg_temp.contact(a.email), a.type, a.description, now() - make_interval(days => a.days_ago, hours => 2)
  from (values
    ('nadia.berset@vignoble-berset.example', 'CALL_RECEIVED', 'Voyant moteur allumé sur le Jumpy; rendez-vous mardi.', 19),
    ('mirjam.zbinden@hotel-bellerive.example', 'CALL_MADE', 'Rappel de la facture ouverte; paiement promis cette semaine.', 15),
    ('valerie.thevenaz@courrier.example', 'SITE_VISIT', 'Passage à l’atelier, devis de distribution demandé.', 14),
    ('aline@delacretaz-architectes.example', 'EMAIL_RECEIVED', 'Accord sur les pneus d’hiver, acompte à facturer.', 12),
    ('sophie.martin@courrier.example', 'NOTE_ADDED', 'Préfère être jointe par message après 17 h.', 8),
    ('emma.nicolet@courrier.example', 'WHATSAPP_RECEIVED', 'Photo de la vitre brisée.', 2)
  ) as a (email, type, description, days_ago);
  perform notifications.notify('task_due', 'Relance à faire aujourd’hui', 'Facture de la climatisation, Hôtel Bellerive.', null, marc::text, 'high');
  perform notifications.notify('info', 'Bienvenue', 'Ces données sont un exemple; elles se remettent à zéro avec « deno task reset ».', null, null, 'low');

  -- What clients were told about their cars, as far as it has come.
  insert into notifications.whatsapp_numbers (phone_number_id, display_digits) values ('100000000000001', '41215550100');
  insert into notifications.workflow_notifications (
    channel, recipient, subject, body, status, scheduled_for, sent_at, provider_message, external_reference, created_at
  )
  select m.channel, m.recipient, m.subject, m.body, m.status, m.at, case when m.status in ('sent', 'read') then m.at end, m.log,
    m.reference, m.at
  from (values
    ('whatsapp', '+41795550104', 'Véhicule prêt', 'Bonjour, votre véhicule est prêt. Nous sommes là jusqu’à 18 h 30.', 'read',
      now() - interval '5 hours', E'accepted\nsent\ndelivered\nread\nreply: Merci, je passe à 17 h.\n', 'wamid.demo-1'),
    ('email', 'nadia.berset@vignoble-berset.example', 'Rendez-vous demain', 'Bonjour, nous vous attendons demain à 8 h pour le Jumpy.',
      'sent', now() - interval '3 hours', E'handed over\n', null),
    ('whatsapp', '+41795550199', 'Pneus arrivés', 'Bonjour, vos pneus sont arrivés.', 'failed', now() - interval '1 hour',
      E'failed: the number cannot be reached by WhatsApp\n', null)
  ) as m (channel, recipient, subject, body, status, at, log, reference);

  -- A client who signs in to the portal, with the password of the members.
  perform sales.ensure_portal_account(
    pg_temp.contact('sophie.martin@courrier.example'), company, null, null, null
  );
  update sales.portal_accounts a set
    status = 'active', password_hash = p_hash, activated_at = now(), notification_preferences = '{"email": true}'
  where a.tenant_id = tenant;
end
$$;

create function pg_temp.fill_atelier(p_hash text) returns void
language plpgsql as $$
declare
  tenant uuid;
  lea uuid;
begin
  select c.tenant_id, c.user_id into tenant, lea from identity.create_tenant(
    'atelier-lumiere', 'Atelier Lumière', 'FR', 'EUR', 'fr', 'Europe/Paris', 'lea@atelier-lumiere.fr', 'Léa Fontaine', p_hash
  ) c;
  perform pg_temp.act_as(tenant, lea);
  perform finance.save_company('ATELIER_LUMIERE', '{
    "name": "Atelier Lumière SAS", "display_name": "Atelier Lumière", "legal_form": "SAS", "siren": "852304179",
    "siret": "85230417900017", "vat_number": "FR18852304179", "street": "Rue des Tables-Claudiennes", "building_number": "21",
    "postal_code": "69001", "city": "Lyon", "country": "FR", "regular_iban": "FR7630004008230001234567819",
    "bank_name": "Crédit des Canuts", "email": "bonjour@atelier-lumiere.fr", "phone": "+33455501020", "color": "#7c3aed",
    "currency": "EUR", "invoice_prefix": "LUM", "payment_terms": 30
  }', false);
  perform pg_temp.add_contacts('FR', '[
    ["Camille", "Roux", "Hôtel des Traboules", "camille.roux@hotel-traboules.example", "+33455501101", "Rue Saint-Jean", "33", "69005", "Lyon", "vip", 300],
    ["Mathieu", "Girard", "Maison Girard", "mathieu@maison-girard.example", "+33455501102", "Cours Gambetta", "118", "69007", "Lyon", "fidele", 280],
    ["Inès", "Benali", null, "ines.benali@courrier.example", "+33655501103", "Rue Bugeaud", "7", "69006", "Lyon", null, 240],
    ["Paul", "Marchand", "Théâtre des Quais", "paul.marchand@theatre-quais.example", "+33455501104", "Quai Rambaud", "40", "69002", "Lyon", "vip", 220],
    ["Sarah", "Lemoine", null, "sarah.lemoine@courrier.example", "+33655501105", "Montée de la Grande-Côte", "15", "69001", "Lyon", null, 200],
    ["Antoine", "Perrin", "Cabinet Perrin Avocats", "antoine@perrin-avocats.example", "+33455501106", "Rue de la République", "52", "69002", "Lyon", null, 170],
    ["Julie", "Caron", null, "julie.caron@courrier.example", "+33655501107", "Avenue Thiers", "90", "69006", "Lyon", null, 150],
    ["Hélène", "Vasseur", "Librairie du Parc", "helene@librairie-parc.example", "+33455501108", "Boulevard des Belges", "11", "69006", "Lyon", "fidele", 120],
    ["Nicolas", "Tessier", null, "nicolas.tessier@courrier.example", "+33655501109", "Rue Duguesclin", "204", "69003", "Lyon", null, 90],
    ["Marion", "Leclerc", "Musée des Soieries", "marion.leclerc@musee-soieries.example", "+33455501110", "Rue de la Charité", "34", "69002", "Lyon", "vip", 75],
    ["Karim", "Saïdi", null, "karim.saidi@courrier.example", "+33655501111", "Rue Paul-Bert", "66", "69003", "Lyon", "prospect", 30],
    ["Élodie", "Blanchard", null, "elodie.blanchard@courrier.example", "+33655501112", "Cours Vitton", "19", "69006", "Lyon", "prospect", 12],
    ["Bruno", "Delmas", "Verrerie Delmas", "contact@verrerie-delmas.example", "+33455501113", "Zone des Platières", "5", "69440", "Mornant", "fournisseur", 290]
  ]');
  perform pg_temp.add_invoice('camille.roux@hotel-traboules.example', 120, 30, '12 x 185.00 Applique laiton; 2 x 420.00 Journée de pose', '{0}', 21);
  perform pg_temp.add_invoice('mathieu@maison-girard.example', 88, 30, '1 x 1480.00 Suspension sur mesure', '{600, 0}', 28);
  perform pg_temp.add_invoice('paul.marchand@theatre-quais.example', 64, 30, '1 x 3900.00 Étude d’éclairage scénique', '{1500}', 30);
  perform pg_temp.add_invoice('antoine@perrin-avocats.example', 40, 30, '6 x 145.00 Lampe de bureau', '{}');
  perform pg_temp.add_invoice('helene@librairie-parc.example', 15, 30, '9 x 98.00 Spot sur rail; 1 x 420.00 Journée de pose', '{}');
  perform pg_temp.add_invoice('ines.benali@courrier.example', 2, 30, '1 x 260.00 Restauration d’un lustre', null);
  perform pg_temp.add_quote('marion.leclerc@musee-soieries.example', 18, 60, 'Vitrines de l’exposition', '14 x 210.00 Réglette basse tension; 3 x 420.00 Journée de pose', '{sent, signed}');
  perform pg_temp.add_quote('julie.caron@courrier.example', 50, 20, 'Éclairage de terrasse', '8 x 74.00 Borne de jardin', '{sent, expired}');
  perform pg_temp.add_quote('nicolas.tessier@courrier.example', 6, 30, 'Cuisine ouverte', '5 x 112.00 Suspension; 1 x 420.00 Journée de pose', '{sent, viewed}');
  perform pg_temp.add_quote('karim.saidi@courrier.example', 1, 30, 'Lampadaire', '1 x 390.00 Lampadaire en laiton');
  insert into crm.tasks (title, assignee_id, contact_id, due_date, priority)
  values ('Choisir les réglettes avec le musée', lea, pg_temp.contact('marion.leclerc@musee-soieries.example'), now() + interval '4 days', 'HIGH');
  perform notifications.notify('info', 'Devis accepté', 'Vitrines de l’exposition, Musée des Soieries.', null, lea::text, 'normal');
end
$$;

do $$
declare
  -- "Comptoir-2026!" as shared/auth/passwords.ts hashes it.
  hash constant text :=
    'scrypt$1$16384$8$1$oKuC6MbE7W4Q2uZy0vWCvQ$DM4x9SGP4cpTaG6desNhUXXZIckX1g7V3S77m2_EYuswDfdpWjPASyN4YtyCwwiGrSXPg23nFJlYeosxqYTCCw';
begin
  if not exists (select from identity.tenants t where t.subdomain in ('garage-du-lac', 'atelier-lumiere')) then
    perform pg_temp.fill_garage(hash);
    perform pg_temp.fill_atelier(hash);
  end if;
end
$$;
