create schema integrations;
grant usage on schema integrations to authenticated;
comment on schema integrations is 'What the product tells other systems, and what it hears from them.';
