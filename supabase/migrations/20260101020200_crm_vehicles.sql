create table crm.vehicles (
  id uuid primary key default app.new_id(),
  tenant_id uuid not null default app.tenant_id() references identity.tenants (id),
  owner_user_id uuid default app.member_id(),
  team_id uuid default (app.team_ids())[1],
  owner_id uuid not null,
  vin text not null constraint vehicle_vin_shape check (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'),
  license_plate text not null constraint vehicle_plate_length check (length(license_plate) between 1 and 15),
  make text not null constraint vehicle_make_length check (length(make) between 1 and 50),
  model text not null constraint vehicle_model_length check (length(model) between 1 and 100),
  year int not null constraint vehicle_year_range check (year between 1900 and 2200),
  color text constraint vehicle_color_length check (length(color) <= 50),
  mileage int constraint vehicle_mileage_range check (mileage between 0 and 2000000),
  insurance_expiry date,
  warranty_expiry date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint vehicles_tenant_key unique (tenant_id, id),
  constraint vehicle_owner_unknown foreign key (tenant_id, owner_id) references crm.contacts (tenant_id, id),
  constraint vehicle_keeper_unknown foreign key (tenant_id, owner_user_id)
    references identity.memberships (tenant_id, user_id),
  constraint vehicle_team_unknown foreign key (tenant_id, team_id) references identity.teams (tenant_id, id)
);
create unique index duplicate_vin on crm.vehicles (tenant_id, vin) where deleted_at is null;
create index vehicles_by_owner on crm.vehicles (tenant_id, owner_id);
create index vehicles_by_keeper on crm.vehicles (tenant_id, owner_user_id);
create index vehicles_by_team on crm.vehicles (tenant_id, team_id);
alter table crm.vehicles enable row level security;
revoke all on crm.vehicles from anon, authenticated, service_role;
grant select,
  insert (owner_id, vin, license_plate, make, model, year, color, mileage, insurance_expiry, warranty_expiry),
  update (owner_id, vin, license_plate, make, model, year, color, mileage, insurance_expiry, warranty_expiry, deleted_at)
on crm.vehicles to authenticated;
create policy tenant_wall on crm.vehicles as restrictive for all to authenticated
  using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()));
create policy reads on crm.vehicles for select to authenticated using (
  case (select app.read_scope('vehicles'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy creates on crm.vehicles for insert to authenticated with check (
  case (select app.write_scope('vehicles'))
    when 'ALL' then true
    when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
    when 'SELF' then owner_user_id = (select app.user_id())
    else false
  end
);
create policy updates on crm.vehicles for update to authenticated
  using (
    case (select app.write_scope('vehicles'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  )
  with check (
    case (select app.write_scope('vehicles'))
      when 'ALL' then true
      when 'GROUP' then team_id = any ((select app.team_ids())::uuid[])
      when 'SELF' then owner_user_id = (select app.user_id())
      else false
    end
  );
create trigger touch before update on crm.vehicles for each row execute function app.touch();
create trigger record after insert or update or delete on crm.vehicles
  for each row execute function audit.record('vehicle', 'data_modification');
create trigger announce after insert or update or delete on crm.vehicles
  for each row execute function app.announce('vehicle', 'vehicles', 'owner_id');
comment on table crm.vehicles is 'A vehicle of a contact.';
