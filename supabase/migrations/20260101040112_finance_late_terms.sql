create table finance.late_terms (
  country text not null constraint late_terms_country_shape check (country ~ '^[A-Z]{2}$'),
  effective_from date not null,
  -- Percent per year.
  late_interest_rate numeric(5, 2) not null,
  -- Fixed amount per late invoice between businesses, in euro; null where the law knows none.
  recovery_indemnity numeric(14, 2),
  primary key (country, effective_from)
);
alter table finance.late_terms enable row level security;
revoke all on finance.late_terms from anon, authenticated, service_role;
grant select on finance.late_terms to authenticated;
create policy reads on finance.late_terms for select to authenticated using ((select app.tenant_id()) is not null);
comment on table finance.late_terms is
  'What the law adds to a late payment unless a company set its own figures in settings.invoicing.';

-- Switzerland: CO art. 104. France: C. com. L441-10, main refinancing rate of the ECB plus 10 points, and D441-5.
insert into finance.late_terms (country, effective_from, late_interest_rate, recovery_indemnity) values
  ('CH', '1912-01-01', 5, null),
  ('FR', '2024-07-01', 14.25, 40),
  ('FR', '2025-01-01', 13.15, 40),
  ('FR', '2025-07-01', 12.15, 40);

create function finance.late_terms_on(p_country text, p_on date) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'late_interest_rate', l.late_interest_rate, 'recovery_indemnity', l.recovery_indemnity
  ))
  from finance.late_terms l
  where l.country = case p_country when 'LI' then 'CH' else p_country end and l.effective_from <= p_on
  order by l.effective_from desc limit 1
$$;
revoke execute on function finance.late_terms_on(text, date) from public;
grant execute on function finance.late_terms_on(text, date) to authenticated;
