-- The templates every organisation can send at once. The names of people and documents are filled in by the sender.
insert into notifications.templates (tenant_id, name, category, variables, parts) values
(null, 'welcome', 'transactional', $$[{"name": "name", "required": true}, {"name": "organisation", "required": true}, {"name": "link", "required": true}]$$, $${
    "fr": {
      "email": {"subject": "Bienvenue chez {{organisation}}", "text": "Bonjour {{name}},\n\nvotre compte chez {{organisation}} est prêt :\n{{link}}"},
      "in_app": {"title": "Bienvenue", "body": "Votre compte chez {{organisation}} est prêt."},
      "push": {"title": "Bienvenue", "body": "Votre compte chez {{organisation}} est prêt."}
    },
    "de": {
      "email": {"subject": "Willkommen bei {{organisation}}", "text": "Guten Tag {{name}}\n\nIhr Konto bei {{organisation}} ist bereit:\n{{link}}"},
      "in_app": {"title": "Willkommen", "body": "Ihr Konto bei {{organisation}} ist bereit."},
      "push": {"title": "Willkommen", "body": "Ihr Konto bei {{organisation}} ist bereit."}
    },
    "it": {
      "email": {"subject": "Benvenuti in {{organisation}}", "text": "Buongiorno {{name}},\n\nil vostro conto presso {{organisation}} è pronto:\n{{link}}"},
      "in_app": {"title": "Benvenuti", "body": "Il vostro conto presso {{organisation}} è pronto."},
      "push": {"title": "Benvenuti", "body": "Il vostro conto presso {{organisation}} è pronto."}
    },
    "en": {
      "email": {"subject": "Welcome to {{organisation}}", "text": "Hello {{name}},\n\nyour account at {{organisation}} is ready:\n{{link}}"},
      "in_app": {"title": "Welcome", "body": "Your account at {{organisation}} is ready."},
      "push": {"title": "Welcome", "body": "Your account at {{organisation}} is ready."}
    }
  }$$),
(null, 'password_reset', 'security', $$[{"name": "name", "required": true}, {"name": "link", "required": true}, {"name": "minutes", "required": false, "default": 60}]$$, $${
    "fr": {
      "email": {"subject": "Nouveau mot de passe", "text": "Bonjour {{name}},\n\nchoisissez un nouveau mot de passe dans les {{minutes}} minutes :\n{{link}}\n\nSi vous n'avez rien demandé, ignorez ce message."}
    },
    "de": {
      "email": {"subject": "Neues Passwort", "text": "Guten Tag {{name}}\n\nwählen Sie innerhalb von {{minutes}} Minuten ein neues Passwort:\n{{link}}\n\nHaben Sie nichts verlangt, so ist nichts zu tun."}
    },
    "it": {
      "email": {"subject": "Nuova password", "text": "Buongiorno {{name}},\n\nscegliete una nuova password entro {{minutes}} minuti:\n{{link}}\n\nSe non avete chiesto nulla, ignorate questo messaggio."}
    },
    "en": {
      "email": {"subject": "New password", "text": "Hello {{name}},\n\nchoose a new password within {{minutes}} minutes:\n{{link}}\n\nIf you did not ask for this, there is nothing to do."}
    }
  }$$),
(null, 'invoice', 'transactional', $$[{"name": "name", "required": true}, {"name": "invoice_number", "required": true}, {"name": "amount", "required": true}, {"name": "due_date", "required": false, "default": ""}, {"name": "link", "required": false, "default": ""}]$$, $${
    "fr": {
      "email": {"subject": "Facture {{invoice_number}}", "text": "Bonjour {{name}},\n\nvoici la facture {{invoice_number}} de {{amount}}. Échéance : {{due_date}}\n{{link}}"},
      "in_app": {"title": "Facture {{invoice_number}}", "body": "{{amount}}"},
      "push": {"title": "Facture {{invoice_number}}", "body": "{{amount}}"}
    },
    "de": {
      "email": {"subject": "Rechnung {{invoice_number}}", "text": "Guten Tag {{name}}\n\nhier ist die Rechnung {{invoice_number}} über {{amount}}. Zahlbar bis: {{due_date}}\n{{link}}"},
      "in_app": {"title": "Rechnung {{invoice_number}}", "body": "{{amount}}"},
      "push": {"title": "Rechnung {{invoice_number}}", "body": "{{amount}}"}
    },
    "it": {
      "email": {"subject": "Fattura {{invoice_number}}", "text": "Buongiorno {{name}},\n\necco la fattura {{invoice_number}} di {{amount}}. Scadenza: {{due_date}}\n{{link}}"},
      "in_app": {"title": "Fattura {{invoice_number}}", "body": "{{amount}}"},
      "push": {"title": "Fattura {{invoice_number}}", "body": "{{amount}}"}
    },
    "en": {
      "email": {"subject": "Invoice {{invoice_number}}", "text": "Hello {{name}},\n\nhere is invoice {{invoice_number}} of {{amount}}. Due: {{due_date}}\n{{link}}"},
      "in_app": {"title": "Invoice {{invoice_number}}", "body": "{{amount}}"},
      "push": {"title": "Invoice {{invoice_number}}", "body": "{{amount}}"}
    }
  }$$),
(null, 'invoice_created', 'transactional', $$[{"name": "name", "required": true}, {"name": "invoice_number", "required": true}, {"name": "client", "required": true}, {"name": "amount", "required": true}, {"name": "link", "required": false, "default": ""}]$$, $${
    "fr": {
      "email": {"subject": "Facture {{invoice_number}} créée", "text": "Bonjour {{name}},\n\nla facture {{invoice_number}} de {{amount}} pour {{client}} a été créée.\n{{link}}"},
      "in_app": {"title": "Facture {{invoice_number}} créée", "body": "{{client}}, {{amount}}"},
      "push": {"title": "Facture {{invoice_number}} créée", "body": "{{client}}, {{amount}}"}
    },
    "de": {
      "email": {"subject": "Rechnung {{invoice_number}} erstellt", "text": "Guten Tag {{name}}\n\ndie Rechnung {{invoice_number}} über {{amount}} für {{client}} wurde erstellt.\n{{link}}"},
      "in_app": {"title": "Rechnung {{invoice_number}} erstellt", "body": "{{client}}, {{amount}}"},
      "push": {"title": "Rechnung {{invoice_number}} erstellt", "body": "{{client}}, {{amount}}"}
    },
    "it": {
      "email": {"subject": "Fattura {{invoice_number}} creata", "text": "Buongiorno {{name}},\n\nla fattura {{invoice_number}} di {{amount}} per {{client}} è stata creata.\n{{link}}"},
      "in_app": {"title": "Fattura {{invoice_number}} creata", "body": "{{client}}, {{amount}}"},
      "push": {"title": "Fattura {{invoice_number}} creata", "body": "{{client}}, {{amount}}"}
    },
    "en": {
      "email": {"subject": "Invoice {{invoice_number}} created", "text": "Hello {{name}},\n\ninvoice {{invoice_number}} of {{amount}} for {{client}} was created.\n{{link}}"},
      "in_app": {"title": "Invoice {{invoice_number}} created", "body": "{{client}}, {{amount}}"},
      "push": {"title": "Invoice {{invoice_number}} created", "body": "{{client}}, {{amount}}"}
    }
  }$$),
(null, 'approval_request', 'alert', $$[{"name": "name", "required": true}, {"name": "subject", "required": true}, {"name": "requester", "required": true}, {"name": "link", "required": false, "default": ""}]$$, $${
    "fr": {
      "email": {"subject": "Approbation demandée : {{subject}}", "text": "Bonjour {{name}},\n\n{{requester}} demande votre approbation : {{subject}}\n{{link}}"},
      "in_app": {"title": "Approbation demandée", "body": "{{requester}} : {{subject}}"},
      "push": {"title": "Approbation demandée", "body": "{{requester}} : {{subject}}"}
    },
    "de": {
      "email": {"subject": "Genehmigung verlangt: {{subject}}", "text": "Guten Tag {{name}}\n\n{{requester}} bittet um Ihre Genehmigung: {{subject}}\n{{link}}"},
      "in_app": {"title": "Genehmigung verlangt", "body": "{{requester}}: {{subject}}"},
      "push": {"title": "Genehmigung verlangt", "body": "{{requester}}: {{subject}}"}
    },
    "it": {
      "email": {"subject": "Approvazione richiesta: {{subject}}", "text": "Buongiorno {{name}},\n\n{{requester}} chiede la vostra approvazione: {{subject}}\n{{link}}"},
      "in_app": {"title": "Approvazione richiesta", "body": "{{requester}}: {{subject}}"},
      "push": {"title": "Approvazione richiesta", "body": "{{requester}}: {{subject}}"}
    },
    "en": {
      "email": {"subject": "Approval wanted: {{subject}}", "text": "Hello {{name}},\n\n{{requester}} asks for your approval: {{subject}}\n{{link}}"},
      "in_app": {"title": "Approval wanted", "body": "{{requester}}: {{subject}}"},
      "push": {"title": "Approval wanted", "body": "{{requester}}: {{subject}}"}
    }
  }$$),
(null, 'report_ready', 'transactional', $$[{"name": "name", "required": true}, {"name": "report", "required": true}, {"name": "link", "required": false, "default": ""}]$$, $${
    "fr": {
      "email": {"subject": "Rapport prêt : {{report}}", "text": "Bonjour {{name}},\n\nle rapport « {{report}} » est prêt.\n{{link}}"},
      "in_app": {"title": "Rapport prêt", "body": "{{report}}"},
      "push": {"title": "Rapport prêt", "body": "{{report}}"}
    },
    "de": {
      "email": {"subject": "Bericht bereit: {{report}}", "text": "Guten Tag {{name}}\n\nder Bericht «{{report}}» ist bereit.\n{{link}}"},
      "in_app": {"title": "Bericht bereit", "body": "{{report}}"},
      "push": {"title": "Bericht bereit", "body": "{{report}}"}
    },
    "it": {
      "email": {"subject": "Rapporto pronto: {{report}}", "text": "Buongiorno {{name}},\n\nil rapporto «{{report}}» è pronto.\n{{link}}"},
      "in_app": {"title": "Rapporto pronto", "body": "{{report}}"},
      "push": {"title": "Rapporto pronto", "body": "{{report}}"}
    },
    "en": {
      "email": {"subject": "Report ready: {{report}}", "text": "Hello {{name}},\n\nthe report \"{{report}}\" is ready.\n{{link}}"},
      "in_app": {"title": "Report ready", "body": "{{report}}"},
      "push": {"title": "Report ready", "body": "{{report}}"}
    }
  }$$),
(null, 'backup_codes_low', 'security', $$[{"name": "name", "required": true}, {"name": "remaining", "required": true}, {"name": "link", "required": false, "default": ""}]$$, $${
    "fr": {
      "email": {"subject": "Plus que {{remaining}} codes de secours", "text": "Bonjour {{name}},\n\nil vous reste {{remaining}} codes de secours. Créez-en de nouveaux avant d'en avoir besoin.\n{{link}}"},
      "in_app": {"title": "Codes de secours", "body": "Il vous en reste {{remaining}}."},
      "push": {"title": "Codes de secours", "body": "Il vous en reste {{remaining}}."}
    },
    "de": {
      "email": {"subject": "Nur noch {{remaining}} Ersatzcodes", "text": "Guten Tag {{name}}\n\nSie haben noch {{remaining}} Ersatzcodes. Erstellen Sie neue, bevor Sie sie brauchen.\n{{link}}"},
      "in_app": {"title": "Ersatzcodes", "body": "Sie haben noch {{remaining}}."},
      "push": {"title": "Ersatzcodes", "body": "Sie haben noch {{remaining}}."}
    },
    "it": {
      "email": {"subject": "Restano {{remaining}} codici di riserva", "text": "Buongiorno {{name}},\n\nvi restano {{remaining}} codici di riserva. Createne di nuovi prima di averne bisogno.\n{{link}}"},
      "in_app": {"title": "Codici di riserva", "body": "Ve ne restano {{remaining}}."},
      "push": {"title": "Codici di riserva", "body": "Ve ne restano {{remaining}}."}
    },
    "en": {
      "email": {"subject": "Only {{remaining}} backup codes left", "text": "Hello {{name}},\n\nyou have {{remaining}} backup codes left. Make new ones before you need them.\n{{link}}"},
      "in_app": {"title": "Backup codes", "body": "You have {{remaining}} left."},
      "push": {"title": "Backup codes", "body": "You have {{remaining}} left."}
    }
  }$$);
