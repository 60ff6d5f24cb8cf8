create schema ops;
grant usage on schema ops to authenticated, comptoir_gate;
comment on schema ops is 'Settings and the books of unattended work.';
